import type { Handlers } from '../dispatcher.ts'
import { createAccountHandlers } from './account-handlers.ts'
import { createActivationHandlers } from './activation-handlers.ts'
import { createApplicationHandlers } from './application-handlers.ts'
import { createCorrectionHandlers } from './correction-handlers.ts'
import { disjoint, type HandlersDependencies } from './handlers-of.ts'
import { createOfficeHandlers } from './office-handlers.ts'
import { createPacketHandlers } from './packet-handlers.ts'
import { createPageHandlers } from './page-handlers.ts'
import { createScanningHandlers } from './scanning-handlers.ts'
import { createSessionHandlers } from './session-handlers.ts'
import { createSyncHandlers } from './sync-handlers.ts'
import { createVerificationHandlers } from './verification-handlers.ts'

/**
 * The handler of each call of the contract, one file for each shared/contract/*-calls.ts. A call without a handler
 * does not compile because of the return type, one with two because of `disjoint`.
 */
export function createHandlers(dependencies: HandlersDependencies): Handlers {
  const parts = disjoint({
    account: createAccountHandlers(dependencies),
    activation: createActivationHandlers(dependencies),
    application: createApplicationHandlers(dependencies),
    correction: createCorrectionHandlers(dependencies),
    office: createOfficeHandlers(dependencies),
    packet: createPacketHandlers(dependencies),
    page: createPageHandlers(dependencies),
    scanning: createScanningHandlers(dependencies),
    session: createSessionHandlers(dependencies),
    sync: createSyncHandlers(dependencies),
    verification: createVerificationHandlers(dependencies),
  })
  return {
    ...parts.account,
    ...parts.activation,
    ...parts.application,
    ...parts.correction,
    ...parts.office,
    ...parts.packet,
    ...parts.page,
    ...parts.scanning,
    ...parts.session,
    ...parts.sync,
    ...parts.verification,
  }
}
