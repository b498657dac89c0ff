import { ApplicationEvent } from '../../shared/application-event.ts'
import { ConflictSettled, ConflictSide } from '../../shared/feed.ts'
import type { Store } from '../store/store.ts'

/** One NIK of ours that another office proposes too. */
export interface ConflictRow {
  id: string
  nik: string
  foundAt: string
  ours: ConflictSide
  theirs: ConflictSide
  /** What was decided here, until the centre says that it came first. */
  answer: ApplicationEvent | undefined
  answeredAt: string | null
  settlement: ConflictSettled | undefined
}

interface StoredConflict {
  id: string
  nik: string
  foundAt: string
  ours: string
  theirs: string
  answer: string
  answeredAt: string | null
  settlement: string
}

const columns = 'id, nik, found_at AS foundAt, ours, theirs, answer, answered_at AS answeredAt, settlement'

/** Settled conflicts that are still shown. */
const settledShown = 20

/** The statements on conflicts, prepared once. */
export function createConflictTable(store: Store) {
  const insert = store.prepare<Omit<StoredConflict, 'answer' | 'answeredAt' | 'settlement'> & OurSide>(
    `INSERT INTO conflicts (id, application_id, member_id, nik, ours, theirs, found_at)
     VALUES (:id, :application, :member, :nik, :ours, :theirs, :foundAt) ON CONFLICT DO NOTHING`,
  )
  const find = store.prepare<[string], StoredConflict>(`SELECT ${columns} FROM conflicts WHERE id = ?`)
  const open = store.prepare<[], StoredConflict>(
    `SELECT ${columns} FROM conflicts WHERE settled_at IS NULL ORDER BY found_at, id`,
  )
  const settled = store.prepare<[number], StoredConflict>(
    `SELECT ${columns} FROM conflicts WHERE settled_at IS NOT NULL ORDER BY settled_at DESC, id LIMIT ?`,
  )
  const countOpen = store
    .prepare<[], number>('SELECT COUNT(*) FROM conflicts WHERE settled_at IS NULL AND answered_at IS NULL')
    .pluck()
  const answer = store.prepare<[string, string, string]>(
    'UPDATE conflicts SET answer = ?, answered_at = ? WHERE id = ? AND settled_at IS NULL AND answered_at IS NULL',
  )
  const settle = store.prepare<[string, string, string]>(
    'UPDATE conflicts SET settlement = ?, settled_at = ? WHERE id = ?',
  )
  return {
    insert({
      id,
      nik,
      foundAt,
      ours,
      theirs,
    }: Omit<ConflictRow, 'answer' | 'answeredAt' | 'settlement'>): void {
      const { application, member } = ours
      insert.run({
        id,
        nik,
        foundAt,
        application,
        member,
        ours: JSON.stringify(ours),
        theirs: JSON.stringify(theirs),
      })
    },
    find(id: string): ConflictRow | undefined {
      const row = find.get(id)
      return row && parseRow(row)
    },
    /** Open ones, oldest first, then the latest that were settled. */
    list: (): ConflictRow[] => [...open.all(), ...settled.all(settledShown)].map(parseRow),
    /** Those that wait for a decision here. */
    countOpen: (): number => countOpen.get() ?? 0,
    /** Gives whether it was still open and unanswered. */
    answer: (id: string, event: ApplicationEvent, at: string): boolean =>
      answer.run(JSON.stringify(event), at, id).changes === 1,
    settle: (settlement: ConflictSettled): void =>
      void settle.run(JSON.stringify(settlement), settlement.settledAt, settlement.conflict),
  }
}

type OurSide = Pick<ConflictSide, 'application' | 'member'>

const parseRow = ({ ours, theirs, answer, settlement, ...row }: StoredConflict): ConflictRow => ({
  ...row,
  ours: ConflictSide.parse(JSON.parse(ours)),
  theirs: ConflictSide.parse(JSON.parse(theirs)),
  answer: answer === '' ? undefined : ApplicationEvent.parse(JSON.parse(answer)),
  settlement: settlement === '' ? undefined : ConflictSettled.parse(JSON.parse(settlement)),
})
