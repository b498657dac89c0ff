import type { PreparedPage } from '../../main/workers/imaging/client.ts'
import { confirmationThreshold, type PageReading, type ReadValue } from '../../shared/reading.ts'
import type { TruePage } from '../tools/captures/captures.ts'

/**
 * What became of a value that a page says. `exact`: right, and sure enough to go into the form; `doubtful`: right,
 * yet not sure enough; `open`: nothing was read; `wrong`: something else was read, not sure enough; `confident`:
 * something else was read and goes into the form, which is what must not happen to a number.
 */
export type Verdict = 'exact' | 'doubtful' | 'open' | 'wrong' | 'confident'

/** A page that was made of a capture, and what was read from it. */
export interface ReadPage {
  page: Pick<PreparedPage, 'corners'>
  reading: PageReading
}

/** What became of one page that a capture shows. */
export interface PageOutcome {
  document: TruePage['document']
  /** A page was made that lies there. */
  found: boolean
  /** It was read as the document that it is. */
  recognised: boolean
  nik: Verdict
  name: Verdict
  birthDate: Verdict
  /** One for each member of a KK, found by the number. */
  members: { nik: Verdict; name: Verdict }[]
}

/** Compares each page that a capture shows with the page that was made where it lies. */
export function judgePages(truths: readonly TruePage[], made: readonly ReadPage[]): PageOutcome[] {
  const left = new Set(made)
  return truths.map((truth) => {
    const page = nearest(truth, left)
    if (page) left.delete(page)
    return judgePage(truth, page)
  })
}

function judgePage(truth: TruePage, made: ReadPage | undefined): PageOutcome {
  const reading = made?.reading
  const outcome: PageOutcome = {
    document: truth.document,
    found: made !== undefined,
    recognised: reading?.kind === truth.document,
    nik: 'open',
    name: 'open',
    birthDate: 'open',
    members: [],
  }
  if (truth.document === 'ktp') {
    const fields = reading?.kind === 'ktp' ? reading.fields : {}
    outcome.nik = judge(truth.fields.nik, fields.nik)
    outcome.name = judge(truth.fields.name, fields.name)
    outcome.birthDate = judge(truth.fields.birthDate, fields.birthDate)
  }
  if (truth.document === 'kk') {
    const members = reading?.kind === 'kk' ? reading.members : []
    outcome.nik = judge(truth.fields.noKk, reading?.kind === 'kk' ? reading.fields.noKk : undefined)
    outcome.members = truth.members.map((member, index) => {
      const read = members.find(({ fields }) => fields.nik?.value === member.nik) ?? members[index]
      return { nik: judge(member.nik, read?.fields.nik), name: judge(member.name, read?.fields.name) }
    })
  }
  return outcome
}

function judge(truth: string | undefined, read: ReadValue | undefined): Verdict {
  if (read === undefined) return 'open'
  const sure = read.confidence >= confirmationThreshold
  if (read.value === truth) return sure ? 'exact' : 'doubtful'
  return sure ? 'confident' : 'wrong'
}

/**
 * The page whose middle lies within the true one's reach and nearest to its middle; without one, a page that shows
 * more than the true one and it too: a sheet that was kept whole with the card on it.
 */
function nearest({ corners }: TruePage, made: Iterable<ReadPage>): ReadPage | undefined {
  const middle = middleOf(corners)
  const reach = Math.max(...corners.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)))
  let best: ReadPage | undefined
  let around: ReadPage | undefined
  let least = reach
  for (const candidate of made) {
    const { x, y } = middleOf(candidate.page.corners)
    const distance = Math.hypot(x - middle.x, y - middle.y)
    if (distance > least) {
      if (holds(candidate.page.corners, middle)) around = candidate
      continue
    }
    best = candidate
    least = distance
  }
  return best ?? around
}

type Places = readonly { x: number; y: number }[]

/** As good as a test for what encloses a card. */
function holds(corners: Places, { x, y }: { x: number; y: number }): boolean {
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)]
  return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys)
}

function middleOf(corners: Places) {
  const sum = corners.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 })
  return { x: sum.x / corners.length, y: sum.y / corners.length }
}
