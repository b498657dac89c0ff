import { Problem, type ProblemCode } from '../../../../shared/problems.ts'

/** What WIA calls what went wrong (wia error codes, learn.microsoft.com/windows/win32/wia/-wia-error-codes). */
const faults: Readonly<Record<string, ProblemCode>> = {
  '0x80210002': 'scanner-jammed',
  '0x80210003': 'scanner-feeder-empty',
  '0x80210004': 'scanner-jammed',
  '0x80210005': 'scanner-gone',
  '0x80210006': 'scanner-busy',
  '0x80210007': 'scanner-busy',
  '0x80210008': 'scanner-cover-open',
  '0x8021000A': 'scanner-gone',
  '0x8021000C': 'scanner-unsuited',
  '0x8021000D': 'scanner-busy',
  '0x80210015': 'scanner-gone',
  '0x80210016': 'scanner-cover-open',
  '0x80210020': 'scanner-jammed',
  // Access denied; a parameter that the driver does not take; COM class not registered (WIA service removed).
  '0x80070005': 'scanner-denied',
  '0x80070057': 'scanner-unsuited',
  '0x80040154': 'scanner-program-missing',
}

export const wiaProblem = (fault: string): Problem => new Problem(faults[fault] ?? 'scanner-fault')
