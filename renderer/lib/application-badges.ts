import type { ApplicationStatus } from '../../shared/status.ts'
import type { Status } from '../ui/status-badge.tsx'

/** The badge status of each application status. */
export const applicationBadges: Record<ApplicationStatus, Status> = {
  draf: 'siap',
  diajukan: 'menunggu',
  dikembalikan: 'periksa',
  disetujui: 'selesai',
  ditolak: 'salah',
  dibatalkan: 'siap',
}
