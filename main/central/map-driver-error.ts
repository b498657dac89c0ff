import { Problem, type ProblemCode } from '../../shared/problems.ts'

/**
 * What the driver and the server report, as the few things an office can tell apart: nobody answers, the
 * certificate is not the centre's, the office is revoked, the account is refused, the centre's schema is not ours, the centre is in
 * trouble. The server's own words go no further than `cause`, because they may quote what was sent.
 */
export function centreProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(problemCode(readError(error)), {}, { cause: error })
}

/** The server asks for the same thing again: a deadlock, a lock that was not had in time, a lost certification. */
export function isTransient(error: unknown): boolean {
  return [1205, 1213].includes(readError(error).number)
}

interface Description {
  code: string
  /** The server's error number; 0 where the error is not the server's. */
  number: number
  /** The line was cut, at whatever moment. */
  cut: boolean
}

function readError(error: unknown): Description {
  if (!(error instanceof Error)) return { code: '', number: 0, cut: false }
  const number = 'errno' in error && typeof error.errno === 'number' ? error.errno : 0
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    number: Math.max(number, 0),
    // The driver gives every failure of the TLS handshake one code; those of the socket below it still carry
    // what the socket said: the system call, or the address it had.
    // Of a connection that ended while nobody used it the driver says no more than that nothing can be asked there.
    cut: number < 0 || 'syscall' in error || 'localAddress' in error || isClosed(error),
  }
}

const isClosed = (error: Error): boolean => 'fatal' in error && error.fatal === true && !('code' in error)

/** The account is locked: Diskominfo has revoked the office (MySQL, MariaDB). */
const accountLocked = new Set([3118, 4151])

/** Access denied (user, database, command, routine, column), expired password, host not allowed. */
const accountRefused = new Set([1044, 1045, 1130, 1142, 1143, 1227, 1370, 1396, 1698, 1820, 1862, 3879])

/** No such database, table or procedure, or one with other parameters. */
const schemaUnknown = new Set([1049, 1146, 1305, 1318])

/** The server of a cluster has lost sight of the others, or has not caught up with them: another one may answer. */
const notInCluster = 1047

/** The server goes down, or has cut this connection: too large a packet, too long a silence, killed. */
const lineLost = new Set([
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

function problemCode({ code, number, cut }: Description): ProblemCode {
  if (accountLocked.has(number)) return 'office-revoked'
  if (accountRefused.has(number)) return 'centre-refused-account'
  if (schemaUnknown.has(number)) return 'centre-outdated'
  if (lineLost.has(number)) return 'centre-unreachable'
  if (number > 0) return 'centre-fault'
  if (cut || networkCode.test(code)) return 'centre-unreachable'
  return certificateCode.test(code) ? 'centre-certificate' : 'centre-fault'
}
