import { randomBytes } from 'node:crypto'
import { type Applications, createApplications } from '../../main/applications/applications.ts'
import { createDocuments, type Documents, type Imaging } from '../../main/documents/documents.ts'
import { type Actor, createJournal, type Journal } from '../../main/journal/journal.ts'
import { renderSpecimen } from '../../main/specimens/specimens.ts'
import { type Clock, systemClock } from '../../main/store/clock.ts'
import { newId } from '../../main/store/identifiers.ts'
import { insertOffice } from '../../main/store/office.ts'
import { openStore, type Store } from '../../main/store/store.ts'
import { createVerification, type Verification } from '../../main/verification/verification.ts'
import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { ApplicationForm, DocumentKind } from '../../shared/form.ts'
import { homeVillage } from './family.ts'
import { makeTempFolder } from './temp-folder.ts'

/** An office at work: the services over a real encrypted store in a folder of its own. */
export interface Counter extends AsyncDisposable {
  readonly folder: string
  readonly store: Store
  readonly journal: Journal
  readonly documents: Documents
  readonly applications: Applications
  readonly verification: Verification
  /** Two people of the office; both may register and verify, as in a small office. */
  readonly clerk: Actor
  readonly verifier: Actor
  /** Registers a family up to its submission. */
  register(
    form: ApplicationForm,
    kind?: ApplicationKind,
    documents?: readonly DocumentKind[],
  ): Promise<string>
}

export interface CounterOptions {
  device?: string
  clock?: Clock
  imaging?: Imaging
}

/** For what is not about pictures: bytes count as the page that the decoder would have made of them. */
export const decodedPages: Imaging = {
  prepare: async (bytes) => [decoded(bytes)],
  turn: async (bytes, quarterTurns) => decoded(Uint8Array.from([...bytes, quarterTurns])),
  drawSpecimen: renderSpecimen,
  stop: () => undefined,
}

const decoded = (bytes: Uint8Array) => ({
  bytes,
  mediaType: 'image/jpeg' as const,
  width: 1654,
  height: 2339,
  thumbnail: bytes.slice(0, 6_000),
  original: null,
})

export async function openCounter(options: CounterOptions = {}): Promise<Counter> {
  const { device = 'A01', clock = systemClock, imaging = decodedPages } = options
  const folder = await makeTempFolder('counter')
  const store = openStore(folder.path, randomBytes(32))
  insertOffice(
    store,
    { office: { code: homeVillage, name: 'Kelurahan Sempur' }, device, deviceId: newId(), training: false },
    clock().toISOString(),
  )
  const journal = createJournal(store, clock)
  const documents = createDocuments({ store, journal, imaging, clock })
  const applications = createApplications({ store, journal, documents, clock })
  const verification = createVerification({ store, journal, documents, applications, clock })
  const clerk = hire(store, 'rahma', 'Rahma Wulandari')
  const verifier = hire(store, 'dimas', 'Dimas Saputra')
  return {
    folder: folder.path,
    store,
    journal,
    documents,
    applications,
    verification,
    clerk,
    verifier,
    async register(form, kind = 'pendaftaran', wanted = ['kk', 'ktp']) {
      const { id, revision } = applications.create(clerk, kind)
      for (const document of wanted) await documents.add(clerk, id, randomBytes(64), document)
      const saved = applications.save(clerk, { id, revision, kind, form })
      applications.submit(clerk, id, saved.revision)
      return id
    },
    async [Symbol.asyncDispose]() {
      imaging.stop()
      store.close()
      await folder.remove()
    },
  }
}

/** An account without a key: enough for who did what. */
function hire(store: Store, username: string, name: string): Actor {
  const id = newId()
  store
    .prepare<[string, string, string, string, string]>(
      'INSERT INTO accounts (id, username, name, roles, active, created_at) VALUES (?, ?, ?, ?, 1, ?)',
    )
    .run(id, username, name, '["petugas","verifikator"]', new Date().toISOString())
  return { id, name }
}
