import type { ApplicationKind } from '../../shared/application-kind.ts'
import { ApplicationForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import { normaliseName } from '../../shared/normalise-name.ts'
import { Problem } from '../../shared/problems.ts'
import type { ApplicationStatus } from '../../shared/status.ts'
import type { Store } from '../store/store.ts'

/** An application as it is stored, with the names of who made and submitted it. */
export interface ApplicationRow {
  id: string
  number: string | null
  kind: ApplicationKind
  status: ApplicationStatus
  revision: number
  /** JSON of shared/form.ts. */
  form: string
  createdBy: string
  createdAt: string
  submittedBy: string | null
  submittedByName: string | null
  submittedAt: string | null
  /** The kelurahan that sent it here, empty for one of our own. */
  fromOffice: string
  /** The kecamatan that it was sent to, empty where it is verified here. */
  sentTo: string
}

interface Change {
  id: string
  kind: ApplicationKind
  form: ApplicationForm
  at: string
}

export const parseForm = (row: ApplicationRow): ApplicationForm => ApplicationForm.parse(JSON.parse(row.form))

/** What lists and search show of a form, and the form itself as text. */
const derivedColumns = (form: ApplicationForm) => ({
  form: JSON.stringify(form),
  headName: normaliseName(form.family.headName),
  noKk: withoutSeparators(form.family.noKk),
  memberCount: form.members.length,
})
type DerivedColumns = ReturnType<typeof derivedColumns>

interface Submission {
  id: string
  number: string
  actor: string
  at: string
  sentTo: string
}

interface ReceivedSubmission extends Change {
  number: string
  fromOffice: string
  /** Who submitted it there, and when. */
  actor: string
  submittedAt: string
}

/** The statements on the table of applications, prepared once. */
export type ApplicationTable = ReturnType<typeof createApplicationTable>

export function createApplicationTable(store: Store) {
  const select = store.prepare<[string], ApplicationRow>(
    `SELECT a.id, a.number, a.kind, a.status, a.revision, a.form,
            COALESCE(creator.name, (SELECT name FROM officers WHERE id = a.created_by), a.created_by) AS createdBy, a.created_at AS createdAt,
            a.submitted_by AS submittedBy,
            COALESCE(submitter.name, (SELECT name FROM officers WHERE id = a.submitted_by), a.submitted_by)
              AS submittedByName,
            a.submitted_at AS submittedAt, a.from_office AS fromOffice, a.sent_to AS sentTo
     FROM applications AS a
     LEFT JOIN accounts AS creator ON creator.id = a.created_by
     LEFT JOIN accounts AS submitter ON submitter.id = a.submitted_by
     WHERE a.id = ?`,
  )
  const insert = store.prepare<Omit<Change, 'form'> & DerivedColumns & { actor: string }>(
    `INSERT INTO applications (id, number, kind, status, revision, form, head_name, no_kk, member_count,
                               created_by, created_at, updated_at, submitted_by, submitted_at)
     VALUES (:id, NULL, :kind, 'draf', 1, :form, :headName, :noKk, :memberCount, :actor, :at, :at, NULL, NULL)`,
  )
  const update = store.prepare<Omit<Change, 'form'> & DerivedColumns>(
    `UPDATE applications SET kind = :kind, form = :form, head_name = :headName, no_kk = :noKk,
                             member_count = :memberCount, revision = revision + 1, updated_at = :at
     WHERE id = :id`,
  )
  const submit = store.prepare<Submission>(
    `UPDATE applications SET status = 'diajukan', number = :number, submitted_by = :actor, submitted_at = :at,
                             sent_to = :sentTo, revision = revision + 1, updated_at = :at
     WHERE id = :id`,
  )
  const receive = store.prepare<Omit<ReceivedSubmission, 'form'> & DerivedColumns>(
    `INSERT INTO applications (id, number, kind, status, revision, form, head_name, no_kk, member_count, from_office,
                               created_by, created_at, updated_at, submitted_by, submitted_at)
     VALUES (:id, :number, :kind, 'diajukan', 1, :form, :headName, :noKk, :memberCount, :fromOffice,
             :actor, :submittedAt, :at, :actor, :submittedAt)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, kind = excluded.kind, status = 'diajukan',
       revision = revision + 1, form = excluded.form, head_name = excluded.head_name, no_kk = excluded.no_kk,
       member_count = excluded.member_count, updated_at = excluded.updated_at,
       submitted_by = excluded.submitted_by, submitted_at = excluded.submitted_at, cancelled_because = ''`,
  )
  const setStatus = store.prepare<{ id: string; status: ApplicationStatus; at: string }>(
    'UPDATE applications SET status = :status, revision = revision + 1, updated_at = :at WHERE id = :id',
  )
  const cancel = store.prepare<{ id: string; reason: string; at: string }>(
    `UPDATE applications SET status = 'dibatalkan', cancelled_because = :reason, revision = revision + 1,
                             updated_at = :at
     WHERE id = :id`,
  )
  return {
    find: (id: string): ApplicationRow | undefined => select.get(id),
    get(id: string): ApplicationRow {
      const row = select.get(id)
      if (!row) throw new Problem('application-not-found')
      return row
    },
    insert({ form, ...rest }: Change & { actor: string }): void {
      insert.run({ ...rest, ...derivedColumns(form) })
    },
    update({ form, ...rest }: Change): void {
      update.run({ ...rest, ...derivedColumns(form) })
    },
    submit: (values: Submission): void => void submit.run(values),
    /** A submission of another office, in the place of the one before it. */
    receive({ form, ...rest }: ReceivedSubmission): void {
      receive.run({ ...rest, ...derivedColumns(form) })
    },
    setStatus: (values: { id: string; status: ApplicationStatus; at: string }): void =>
      void setStatus.run(values),
    cancel: (values: { id: string; reason: string; at: string }): void => void cancel.run(values),
  }
}
