/**
 * The centre: the MySQL or MariaDB at Diskominfo. The line of an office to it, and the hand of its administrator:
 * schema and offices.
 */
export type { CentreAccount } from './account.ts'
export { type Administrator, type CentreAddress, connectAdministrator } from './administrator.ts'
export {
  type AgencyName,
  addAgency,
  listAgencies,
  renewAgency,
  revokeAgency,
} from './agencies.ts'
export { findDirectory, publishRevocation, putDirectoryKey } from './directory.ts'
export {
  type CentreLine,
  type Operation,
  openLine,
  type Part,
  type PartAnswer,
  tryCentre,
  type UploadAnswer,
  type Verdict,
} from './line.ts'
export { addOffice, findOffice, listOffices, nameOffice, renewOffice, revokeOffice } from './offices.ts'
export type { Change, PullAnswer, PullRequest } from './pull.ts'
export { type Applied, install, migrate, schemaVersion } from './schema.ts'
export { centreStatus } from './status.ts'
