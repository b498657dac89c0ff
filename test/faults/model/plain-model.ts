import type { ApplicationStatus } from '../../../shared/status.ts'
import type { Role } from './world.ts'

/** What is to become of an application once everything has been delivered everywhere. */
export interface PlainApplication {
  id: string
  /** The kelurahan that registered it. */
  home: Exclude<Role, 'deciding'>
  status: ApplicationStatus
  noKk: string
  members: { id: string; nik: string; proposed: boolean }[]
  /**
   * Its home was put back to before something happened to it: what that computer says of it is older than
   * what others have been told, and only the others are held to the model.
   */
  isForgotten: boolean
}

/** A backup of one office, and what the model held of it then. */
export interface Backup {
  captured: string
  applications: Map<string, string>
}

/**
 * The plain model: no packets, no operations, no lines; only what people did, in the order in which it
 * counts.
 */
export interface PlainModel {
  applications: Map<string, PlainApplication>
  backups: Record<PlainApplication['home'], Backup[]>
  /** Files on sticks that have been written, and for whom; the newest last. */
  sticks: { receiver: Role; bytes: Uint8Array }[]
  corrections: number
}

export function newModel(): PlainModel {
  return { applications: new Map(), backups: { sending: [], alone: [] }, sticks: [], corrections: 0 }
}

export const isFinal = (status: ApplicationStatus): boolean => ['disetujui', 'ditolak'].includes(status)
