/**
 * How an office comes into being at the centre, and how it ends: the file that lets it in, its keys' way into the
 * directory, and what a revocation does to it.
 */
export {
  checkAdministratorCode,
  openActivation,
  summaryOf,
} from './activation-file.ts'
export { exchangeDirectory } from './directory-exchange.ts'
export { openDirectoryKey, sealDirectoryKey } from './directory-key-file.ts'
export { type IssuedActivation, issueActivation } from './issuing.ts'
export { activateOffice, keysState, noteRevocation, revokedAt } from './office-state.ts'
export { newPassphrase } from './passphrase.ts'
