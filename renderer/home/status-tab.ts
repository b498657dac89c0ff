import type { ApplicationStatus } from '../../shared/status.ts'

/** What a list of applications is narrowed to. */
export type StatusTab = ApplicationStatus | 'semua'
