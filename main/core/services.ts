import type { CoreEvent } from '../../shared/contract/events.ts'
import { DecisionChange } from '../../shared/feed.ts'
import { Problem } from '../../shared/problems.ts'
import { type Applications, createApplications } from '../applications/applications.ts'
import { type Corrections, createCorrections } from '../corrections/corrections.ts'
import { createDocuments, type Documents } from '../documents/documents.ts'
import { createKeyStore, type KeyStore } from '../identity/key-store.ts'
import { type ChangeSetting, createChangeSetting } from '../journal/change-setting.ts'
import { createJournal, type Journal } from '../journal/journal.ts'
import { createPacketRelay, packetArrivalHandler } from '../packets/packet-relay.ts'
import { createPackets, type Packets } from '../packets/packets.ts'
import type { Clock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import type { Store } from '../store/store.ts'
import { handleChange } from '../sync/change-handler.ts'
import { createSyncEngine, type SyncEngine } from '../sync/sync.ts'
import { createVerification, type Verification } from '../verification/verification.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { OcrClient } from '../workers/ocr/client.ts'
import { routePacket } from './packet-router.ts'

/** The services over one open store: available once somebody has unlocked it. */
export interface Services {
  readonly store: Store
  readonly journal: Journal
  readonly changeSetting: ChangeSetting
  readonly documents: Documents
  readonly keys: KeyStore
  readonly packets: Packets
  readonly applications: Applications
  readonly verification: Verification
  readonly corrections: Corrections
  readonly sync: SyncEngine
}

export interface ServicesDependencies {
  store: Store
  imaging: ImagingClient
  /** The OCR worker. A program without one reads no pages: the application reads them at its next start. */
  ocr?: OcrClient
  clock: Clock
  /** Tells the windows, if there are any, what to ask for again. */
  emit?: (event: CoreEvent) => void
  /** Called with unexpected errors of background work, and where it happened. */
  report: (error: unknown, where: string) => void
}

export function createServices(dependencies: ServicesDependencies): Services {
  const { store, imaging, ocr, clock, emit, report } = dependencies
  const { training } = getOffice(store)
  const journal = createJournal(store, clock)
  const documents = createDocuments({
    store,
    journal,
    imaging,
    clock,
    ocr: ocr ?? noOcr,
    // The 60 specimens of a new training store are read as somebody opens them, not all in the first minutes.
    readOnArrival: ocr !== undefined && !training,
    onChange: () => emit?.('pages'),
    report: (error) => report(error, 'reading'),
  })
  const keys = createKeyStore(store, clock)
  // Late-bound: packets hand their contents to applications and verification, which are created from packets.
  const handleContent = routePacket(() => ({ applications, verification }))
  const packets = createPackets({ store, keys, journal, clock, handleContent })
  const applications = createApplications({ store, journal, documents, packets, clock })
  const verification = createVerification({ store, journal, documents, applications, packets, clock })
  const corrections = createCorrections({
    store,
    journal,
    applications,
    clock,
    findOfficeName: packets.findName,
  })
  const sync = createSyncEngine({
    store,
    clock,
    training,
    relay: createPacketRelay({ store, keys, packets }),
    handlers: [
      handleChange('decision', DecisionChange, verification.receiveApproval),
      ...corrections.handlers,
      packetArrivalHandler(store),
    ],
    onPulled: () => {
      emit?.('applications')
      emit?.('corrections')
    },
    report: (error) => report(error, 'sync'),
  })
  return {
    store,
    journal,
    changeSetting: createChangeSetting(store, journal, (event) => emit?.(event)),
    documents,
    keys,
    packets,
    applications,
    verification,
    corrections,
    sync,
  }
}

const noOcr: Pick<OcrClient, 'read' | 'prepare'> = {
  read: () => Promise.reject(new Problem('page-reader-stopped')),
  prepare: () => undefined,
}
