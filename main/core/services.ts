import type { CoreEvent } from '../../shared/contract/events.ts'
import { DecisionChange } from '../../shared/feed.ts'
import { Problem } from '../../shared/problems.ts'
import { type Applications, createApplications } from '../applications/applications.ts'
import { type Corrections, createCorrections } from '../corrections/corrections.ts'
import { createDocuments, type Documents } from '../documents/documents.ts'
import { createKeys, type Keys } from '../identity/keys.ts'
import { createJournal, type Journal } from '../journal/journal.ts'
import { createPacketRelay, packetArrival } from '../packets/packet-relay.ts'
import { createPackets, type Packets } from '../packets/packets.ts'
import type { Clock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import type { Store } from '../store/store.ts'
import { handleChange } from '../sync/change-handler.ts'
import { createSync, type Sync } from '../sync/sync.ts'
import { createVerification, type Verification } from '../verification/verification.ts'
import type { Imaging } from '../workers/imaging/client.ts'
import type { Reading } from '../workers/ocr/client.ts'
import { routePacket } from './packet-router.ts'

/** The services over one open store: what there is to work with once somebody has unlocked it. */
export interface Services {
  readonly store: Store
  readonly journal: Journal
  readonly documents: Documents
  readonly keys: Keys
  readonly packets: Packets
  readonly applications: Applications
  readonly verification: Verification
  readonly corrections: Corrections
  readonly sync: Sync
}

export interface WorkplaceDependencies {
  store: Store
  imaging: Imaging
  /** Nothing is read by programs that have none: what they took in is read at the application's next start. */
  reading?: Reading
  clock: Clock
  /** Tells the windows, where there are any, what to ask for again. */
  emit?: (event: CoreEvent) => void
  /** Told of what nobody foresaw in the background, and where. */
  report: (error: unknown, where: string) => void
}

export function createServices(dependencies: WorkplaceDependencies): Services {
  const { store, imaging, reading, clock, emit, report } = dependencies
  const { training } = getOffice(store)
  const journal = createJournal(store, clock)
  const documents = createDocuments({
    store,
    journal,
    imaging,
    clock,
    reading: reading ?? noReading,
    // The 60 specimens of a new training store are read as somebody opens them, not all in the first minutes.
    readOnArrival: reading !== undefined && !training,
    changed: () => emit?.('pages'),
    report: (error) => report(error, 'reading'),
  })
  const keys = createKeys(store, clock)
  const take = routePacket(() => ({ applications, verification }))
  const packets = createPackets({ store, keys, journal, clock, take })
  const applications = createApplications({ store, journal, documents, packets, clock })
  const verification = createVerification({ store, journal, documents, applications, packets, clock })
  const corrections = createCorrections({
    ...{ store, journal, applications, clock },
    findOfficeName: packets.findName,
  })
  const sync = createSync({
    ...{ store, clock, training },
    relay: createPacketRelay({ store, keys, packets }),
    handlers: [
      handleChange('decision', DecisionChange, verification.takeApproval),
      ...corrections.handlers,
      packetArrival(store),
    ],
    pulled: () => {
      emit?.('applications')
      emit?.('corrections')
    },
    report: (error) => report(error, 'sync'),
  })
  return {
    store,
    journal,
    documents,
    keys,
    packets,
    applications,
    verification,
    corrections,
    sync,
  }
}

const noReading: Pick<Reading, 'read' | 'prepare'> = {
  read: () => Promise.reject(new Problem('page-reader-stopped')),
  prepare: () => undefined,
}
