import { type Corrections, createCorrections } from '../../../main/corrections/corrections.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import { handleChange } from '../../../main/sync/change-handler.ts'
import { createSyncEngine, type SyncEngine } from '../../../main/sync/sync.ts'
import { DecisionChange } from '../../../shared/feed.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import type { CentreSettings, Office } from '../../../shared/office.ts'
import { type Counter, openCounter } from '../../support/counter.ts'

/** An office at work with a way to the centre: it approves, corrects, and hears what the centre tells. */
export interface CorrectingOffice extends AsyncDisposable {
  readonly counter: Counter
  readonly corrections: Corrections
  readonly sync: SyncEngine
  /** What nobody foresaw on the way. */
  readonly reports: unknown[]
  /** Registers and approves a family; answers the application's id. */
  approve(form: ApplicationForm): Promise<string>
}

export async function openCorrectingOffice(
  settings: CentreSettings,
  office: Office,
): Promise<CorrectingOffice> {
  const counter = await openCounter({ office })
  const { store, journal, applications, verification, packets, clerk, verifier } = counter
  writeSetting(store, 'centre', settings)
  const corrections = createCorrections({
    store,
    journal,
    applications,
    clock: systemClock,
    findOfficeName: packets.findName,
  })
  const reports: unknown[] = []
  const sync = createSyncEngine({
    store,
    clock: systemClock,
    training: false,
    handlers: [
      handleChange('decision', DecisionChange, verification.receiveApproval),
      ...corrections.handlers,
    ],
    report: (error) => reports.push(error),
  })
  return {
    counter,
    corrections,
    sync,
    reports,
    async approve(form) {
      const id = await counter.register(form)
      verification.decide(verifier, id, 'setuju', '')
      await verification.sign(verifier, 'unused', async () => undefined)
      if (applications.get(id).submittedBy !== clerk.name) throw new Error('the clerk submits')
      return id
    },
    async [Symbol.asyncDispose]() {
      await sync.stop()
      await counter[Symbol.asyncDispose]()
    },
  }
}
