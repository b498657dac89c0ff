import type { ApplicationStatus } from '../../shared/status.ts'

/** Filter of the application list. */
export type StatusTab = ApplicationStatus | 'semua'
