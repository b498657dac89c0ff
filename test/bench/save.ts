import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../../main/store/identifiers.ts'
import type { Store } from '../../main/store/store.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { type Counter, openCounter } from '../support/counter.ts'
import { familyForm } from '../support/family.ts'
import { percentile } from '../support/percentile.ts'

const applications = 120
const warmUp = 10
const scanBytes = 200_000
const documents = ['kk', 'ktp'] as const

/**
 * An application with 4 members and 2 scans of 200 kB, saved durably by the acts of a counter: opened, each
 * page added, the form kept; beside it the same rows written by bare better-sqlite3 in one transaction, into
 * a store of the same cipher, schema and durability. The two take turns, so that a busy disk slows both.
 * Decoding pictures is not part of it.
 */
export async function run(): Promise<Record<string, number>> {
  await using ours = await openCounter()
  await using bare = await openCounter()
  const writeBare = createBareWriter(bare.store)
  const taken = { ours: [] as number[], bare: [] as number[] }
  for (let index = 0; index < warmUp + applications; index++) {
    const form = familyForm(1 + index)
    const scans = documents.map(() => randomBytes(scanBytes))
    const rows = bareRows(form, bare.clerk.id)
    const saves = {
      ours: () => saveThroughServices(ours, form, scans),
      bare: async () => writeBare(rows),
    }
    for (const side of index % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const start = performance.now()
      await saves[side]()
      if (index >= warmUp) taken[side].push(performance.now() - start)
    }
  }
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0)
  return {
    per_s: (1000 * applications) / sum(taken.ours),
    p95_ms: percentile(taken.ours, 0.95),
    ratio: sum(taken.bare) / sum(taken.ours),
    bare_per_s: (1000 * applications) / sum(taken.bare),
    bare_p95_ms: percentile(taken.bare, 0.95),
  }
}

async function saveThroughServices(counter: Counter, form: ApplicationForm, scans: readonly Buffer[]) {
  const { id, revision } = counter.applications.create(counter.clerk, 'pendaftaran')
  for (const scan of scans) await counter.documents.add(counter.clerk, id, scan, null)
  counter.applications.save(counter.clerk, { id, revision, kind: 'pendaftaran', form })
}

/** Everything that the services leave behind for one application, ready to be written. */
function bareRows(form: ApplicationForm, actor: string) {
  const id = newId()
  return {
    application: [
      id,
      JSON.stringify(form),
      form.family.headName,
      form.family.noKk,
      form.members.length,
      actor,
    ],
    people: form.members.map((member) => [id, member.id, 1, member.nik, member.name, '1981-03-17']),
    scans: documents.map((document) => {
      const bytes = randomBytes(scanBytes)
      const hash = createHash('sha256').update(bytes).digest('hex')
      return { bytes, thumbnail: bytes.subarray(0, 6_000), hash, page: newId(), document }
    }),
    audit: [1, 2, 3, 4].map(() => [actor, id, randomBytes(32).toString('hex')]),
  }
}

function createBareWriter(store: Store): (rows: ReturnType<typeof bareRows>) => void {
  const at = new Date().toISOString()
  const application = store.prepare(
    `INSERT INTO applications (id, kind, status, revision, form, head_name, no_kk, member_count, created_by,
                               created_at, updated_at)
     VALUES (?, 'pendaftaran', 'draf', 2, ?, ?, ?, ?, ?, '${at}', '${at}')`,
  )
  const person = store.prepare(
    'INSERT INTO people (application_id, member_id, proposed, nik, name, birth_date) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const name = store.prepare('INSERT INTO people_names (rowid, name) VALUES (?, ?)')
  const scan = store.prepare(
    `INSERT INTO scans (hash, media_type, width, height, byte_length, bytes, thumbnail)
     VALUES (?, 'image/jpeg', 1654, 2339, ${scanBytes}, ?, ?)`,
  )
  const page = store.prepare(
    `INSERT INTO pages (id, application_id, document, position, scan, quarter_turns, added_at)
     VALUES (?, ?, ?, ?, ?, 0, '${at}')`,
  )
  const audit = store.prepare(
    `INSERT INTO audit (at, actor, action, subject, detail, hash)
     VALUES ('${at}', ?, 'applications.save', ?, '{"revision":2}', ?)`,
  )
  return store.transaction((rows: ReturnType<typeof bareRows>) => {
    application.run(rows.application)
    for (const values of rows.people) name.run(person.run(values).lastInsertRowid, values[4])
    for (const [position, { bytes, thumbnail, hash, page: id, document }] of rows.scans.entries()) {
      scan.run(hash, bytes, thumbnail)
      page.run(id, rows.application[0], document, position, hash)
    }
    for (const values of rows.audit) audit.run(values)
  }).immediate
}
