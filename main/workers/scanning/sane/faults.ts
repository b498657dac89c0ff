import { Problem, type ProblemCode } from '../../../../shared/problems.ts'

/** SANE's statuses (sane.h), which scanimage ends with, and the words that it writes for them. */
const faults: readonly { status: number; message: string; code: ProblemCode }[] = [
  { status: 3, message: 'Device busy', code: 'scanner-busy' },
  { status: 6, message: 'Document feeder jammed', code: 'scanner-jammed' },
  { status: 7, message: 'Document feeder out of documents', code: 'scanner-feeder-empty' },
  { status: 8, message: 'Scanner cover is open', code: 'scanner-cover-open' },
  // The cable was pulled: libusb reports nothing else.
  { status: 9, message: 'Error during device I/O', code: 'scanner-gone' },
  { status: 10, message: 'Out of memory', code: 'scanner-fault' },
  { status: 11, message: 'Access to resource has been denied', code: 'scanner-denied' },
]

/**
 * Why scanimage ended. It ends with SANE's status while scanning, but with 1 for everything before, and with nothing
 * where it had to be killed: then its words tell, which are the same in every version.
 */
export function saneProblem(status: number | null, errorOutput: string): Problem {
  const byStatus = faults.find((fault) => fault.status === status)
  const byMessage = faults.find(({ message }) => errorOutput.includes(message))
  const known = byStatus ?? byMessage
  if (known) return new Problem(known.code)
  if (/open of device .* failed|no SANE devices found/.test(errorOutput)) return new Problem('scanner-gone')
  if (/setting of option|unrecognized option|invalid option/.test(errorOutput)) {
    return new Problem('scanner-unsuited')
  }
  return new Problem('scanner-fault')
}
