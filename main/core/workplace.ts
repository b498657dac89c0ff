import { type Applications, createApplications } from '../applications/applications.ts'
import { createDocuments, type Documents, type Imaging } from '../documents/documents.ts'
import { createJournal, type Journal } from '../journal/journal.ts'
import type { Clock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import type { Store } from '../store/store.ts'
import { createSync, type Sync } from '../sync/sync.ts'
import { createVerification, type Verification } from '../verification/verification.ts'

/** The services over one open store: what there is to work with once somebody has unlocked it. */
export interface Workplace {
  readonly store: Store
  readonly journal: Journal
  readonly documents: Documents
  readonly applications: Applications
  readonly verification: Verification
  readonly sync: Sync
}

export interface WorkplaceNeeds {
  store: Store
  imaging: Imaging
  clock: Clock
  /** Told of what nobody foresaw in the background. */
  report: (error: unknown) => void
}

export function createWorkplace(needs: WorkplaceNeeds): Workplace {
  const { store, imaging, clock, report } = needs
  const journal = createJournal(store, clock)
  const documents = createDocuments({ store, journal, imaging, clock })
  const applications = createApplications({ store, journal, documents, clock })
  const verification = createVerification({ store, journal, documents, applications, clock })
  return {
    store,
    journal,
    documents,
    applications,
    verification,
    sync: createSync({ store, clock, training: getOffice(store).training, report }),
  }
}
