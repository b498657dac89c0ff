import { randomBytes } from 'node:crypto'
import { type Applications, createApplications } from '../../main/applications/applications.ts'
import { routePacket } from '../../main/core/packet-router.ts'
import { createDocuments, type Documents } from '../../main/documents/documents.ts'
import { createKeyStore, type KeyStore } from '../../main/identity/key-store.ts'
import type { Actor } from '../../main/journal/actor.ts'
import { createJournal, type Journal } from '../../main/journal/journal.ts'
import { createPackets, type Packets } from '../../main/packets/packets.ts'
import { type Clock, systemClock } from '../../main/store/clock.ts'
import { newId } from '../../main/store/identifiers.ts'
import { insertOffice } from '../../main/store/office.ts'
import { openStore, type Store } from '../../main/store/store.ts'
import { createVerification, type Verification } from '../../main/verification/verification.ts'
import type { ImagingClient } from '../../main/workers/imaging/client.ts'
import type { OcrClient } from '../../main/workers/ocr/client.ts'
import { renderSpecimen } from '../../main/workers/specimens/render-specimen.ts'
import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { Corners } from '../../shared/area.ts'
import type { ApplicationForm, DocumentKind } from '../../shared/form.ts'
import type { Office } from '../../shared/office.ts'
import type { PageQuality } from '../../shared/page-quality.ts'
import { homeVillage } from './family.ts'
import { makeTempFolder } from './temp-folder.ts'

/** An office at work: the services over a real encrypted store in a folder of its own. */
export interface Counter extends AsyncDisposable {
  readonly folder: string
  readonly store: Store
  readonly journal: Journal
  readonly documents: Documents
  readonly keys: KeyStore
  readonly packets: Packets
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
  /** What documents do with the store as an application starts. */
  reopenDocuments(): void
}

export interface CounterOptions {
  office?: Office
  device?: string
  clock?: Clock
  imaging?: ImagingClient
  reading?: Pick<OcrClient, 'read' | 'prepare'>
  /** Told when reading has told more of pages. */
  changed?: () => void
}

/** For what is not about pictures: bytes count as the page that the decoder would have made of them. */
export const decodedPages: ImagingClient = {
  prepare: async (bytes) => ({ pages: [{ ...decoded(bytes, fullPicture), filePage: 0 }], refused: [] }),
  cut: async (bytes, { corners }) =>
    decoded(Buffer.concat([bytes, Buffer.from(JSON.stringify(corners))]), corners),
  show: async (bytes) => bytes,
  drawSpecimen: renderSpecimen,
  start: () => undefined,
  stop: () => undefined,
}

/** For what is not about reading: it is not done yet when the test ends. */
export const pendingOcr: Pick<OcrClient, 'read' | 'prepare'> = {
  read: (_page, signal) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  prepare: () => undefined,
}

const fullPicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** What is measured on a page that can be read well. */
export const goodQuality: PageQuality = {
  measures: {
    sharpness: 0.9,
    brightness: 0.95,
    contrast: 0.8,
    glare: 0,
    dotsPerInch: 200,
    cut: 0,
    ink: 0.1,
  },
  findings: [],
}

const decoded = (bytes: Uint8Array, corners: Corners) => ({
  bytes,
  mediaType: 'image/jpeg' as const,
  width: 1654,
  height: 2339,
  thumbnail: bytes.slice(0, 6_000),
  preview: bytes.slice(0, 60_000),
  picture: 0,
  corners,
  quality: goodQuality,
})

export async function openCounter(options: CounterOptions = {}): Promise<Counter> {
  const {
    office,
    device = 'A01',
    clock = systemClock,
    imaging = decodedPages,
    reading: ocr = pendingOcr,
  } = options
  const folder = await makeTempFolder('counter')
  const store = openStore(folder.path, randomBytes(32))
  insertOffice(
    store,
    {
      office: office ?? { code: homeVillage, name: 'Kelurahan Sempur' },
      device,
      deviceId: newId(),
      training: false,
    },
    clock().toISOString(),
  )
  const journal = createJournal(store, clock)
  const openDocuments = () =>
    createDocuments({
      store,
      journal,
      imaging,
      ocr,
      readOnArrival: true,
      clock,
      onChange: options.changed ?? (() => undefined),
      report: (error) => {
        throw error
      },
    })
  const documents = openDocuments()
  const keys = createKeyStore(store, clock)
  const handleContent = routePacket(() => ({ applications, verification }))
  const packets = createPackets({ store, keys, journal, clock, handleContent })
  const applications = createApplications({ store, journal, documents, packets, clock })
  const verification = createVerification({ store, journal, documents, applications, packets, clock })
  const clerk = createAccount(store, 'rahma', 'Rahma Wulandari')
  const verifier = createAccount(store, 'dimas', 'Dimas Saputra')
  return {
    folder: folder.path,
    store,
    journal,
    documents,
    keys,
    packets,
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
    reopenDocuments: () => void openDocuments().stop(),
    async [Symbol.asyncDispose]() {
      imaging.stop()
      await documents.stop()
      store.close()
      await folder.remove()
    },
  }
}

/** An account without a key: enough for who did what. */
function createAccount(store: Store, username: string, name: string): Actor {
  const id = newId()
  store
    .prepare<[string, string, string, string, string]>(
      'INSERT INTO accounts (id, username, name, roles, active, created_at) VALUES (?, ?, ?, ?, 1, ?)',
    )
    .run(id, username, name, '["petugas","verifikator"]', new Date().toISOString())
  return { id, name }
}
