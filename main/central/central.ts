/**
 * The centre: the MySQL or MariaDB at Diskominfo. The line of an office to it, and the hand of its administrator:
 * schema and offices.
 */
export { type Administrator, type CentreAddress, connectAdministrator } from './administrator.ts'
export {
  type CentreLine,
  type Operation,
  openLine,
  type Piece,
  type PieceAnswer,
  type PiecesAnswer,
  tryCentre,
  type Verdict,
} from './line.ts'
export { addOffice, listOffices, renewOffice } from './offices.ts'
export { install, migrate, schemaVersion } from './schema.ts'
export { centreStatus } from './status.ts'
