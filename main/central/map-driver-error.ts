import { Problem, type ProblemCode } from '../../shared/problems.ts'

/**
 * Maps an error of the driver or the server to a problem: unreachable, wrong certificate, office revoked,
 * account refused, another schema, fault of the server. The server's own message stays in `cause`, because it
 * may quote what was sent.
 */
export function mapDriverError(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(problemCode(readError(error)), {}, { cause: error })
}

/**
 * Whether the same statement may succeed when repeated: a deadlock, a lock timeout, a failed Galera
 * certification.
 */
export function isTransient(error: unknown): boolean {
  return [1205, 1213].includes(readError(error).number)
}

interface DriverError {
  code: string
  /** The server's error number; 0 where the error is not the server's. */
  number: number
  /** The connection was lost, at any moment. */
  disconnected: boolean
}

function readError(error: unknown): DriverError {
  if (!(error instanceof Error)) return { code: '', number: 0, disconnected: false }
  const number = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    number: Math.max(number, 0),
    // The driver gives every failure of the TLS handshake one code; those of the socket below it still carry
    // what the socket said: the system call, or the address it had.
    // For a connection that ended while idle the driver only reports that it is closed.
    disconnected: number < 0 || 'syscall' in error || 'localAddress' in error || isClosed(error),
  }
}

const isClosed = (error: Error): boolean => 'fatal' in error && error.fatal === true && !('code' in error)

/** The account is locked: Diskominfo has revoked the office (MySQL, MariaDB). */
const accountLocked = new Set([3118, 4151])

/** Access denied (user, database, command, routine, column), expired password, host not allowed. */
const accountRefused = new Set([1044, 1045, 1130, 1142, 1143, 1227, 1370, 1396, 1698, 1820, 1862, 3879])

/** No such database, table or procedure, or one with other parameters. */
const schemaUnknown = new Set([1049, 1146, 1305, 1318])

/** The node is not part of its cluster, or has not caught up with it: another node may answer. */
const notInCluster = 1047

/** The server shuts down, or has ended this connection: packet too large, idle for too long, killed. */
const connectionLost = new Set([
  notInCluster,
  1053,
  1152,
  1153,
  1158,
  1159,
  1160,
  1161,
  1184,
  1927,
  2006,
  2013,
  3169,
  4031,
])

/** The certificate is not the right one, or the server has none and would take the password in plain text. */
const certificateCode = /^HANDSHAKE_(SSL_ERROR|NO_SSL_SUPPORT)$/

const networkCode =
  /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_|EHOST|ENET|EADDRNOTAVAIL|PROTOCOL_CONNECTION_LOST|PROTOCOL_SEQUENCE_TIMEOUT)/

function problemCode({ code, number, disconnected }: DriverError): ProblemCode {
  if (accountLocked.has(number)) return 'office-revoked'
  if (accountRefused.has(number)) return 'centre-refused-account'
  if (schemaUnknown.has(number)) return 'centre-outdated'
  if (connectionLost.has(number)) return 'centre-unreachable'
  if (number > 0) return 'centre-fault'
  if (disconnected || networkCode.test(code)) return 'centre-unreachable'
  return certificateCode.test(code) ? 'centre-certificate' : 'centre-fault'
}
