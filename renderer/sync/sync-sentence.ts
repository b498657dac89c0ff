import type { SyncStatus } from '../../shared/contract/sync-calls.ts'
import { count, dataSize } from '../../shared/display.ts'
import { problemSentence } from '../../shared/problems.ts'
import { timeOrDay } from '../session/times.ts'
import type { Status } from '../ui/status-badge.tsx'

/** The sync status as texts. */
export interface SyncSentence {
  status: Status
  /** Label of the badge. */
  label: string
  /** Further parts, in the order of the status bar. */
  parts: string[]
  /** Explanation with the next step, for the sync screen; empty where the parts suffice. */
  explanation: string
}

/** @param timeZone of the office, IANA name */
export function syncSentence(status: SyncStatus, timeZone: string, now: Date = new Date()): SyncSentence {
  const time = (moment: string) => timeOrDay(moment, timeZone, now)
  const waiting = status.waiting > 0 ? [`${count(status.waiting)} menunggu`] : []
  const refused = status.refused > 0 ? [`${count(status.refused)} ditolak pusat`] : []
  const last = status.lastDeliveredAt ? [`terakhir ${time(status.lastDeliveredAt)}`] : []
  const problem = status.problem ? problemSentence(status.problem) : ''

  switch (status.connection) {
    case 'training':
      return {
        status: 'siap',
        label: 'Mode latihan',
        parts: ['tidak terhubung ke server mana pun'],
        explanation: 'Mode latihan tidak pernah terhubung ke server sungguhan. Semua data di sini rekaan.',
      }
    case 'not-set':
      return {
        status: 'siap',
        label: 'Pusat belum diatur',
        parts: waiting.length > 0 ? waiting : ['pekerjaan tersimpan di komputer ini'],
        explanation:
          'Alamat server pusat belum diisi. Yang disetujui menunggu di komputer ini sampai admin TI mengisinya.',
      }
    case 'sending':
      return {
        status: 'menunggu',
        label: 'Mengirim ke pusat',
        parts: [...waiting, ...progressParts(status), ...refused],
        explanation: '',
      }
    case 'offline':
      return {
        status: 'menunggu',
        label: status.offlineSince
          ? `Pusat tidak terjawab sejak ${time(status.offlineSince)}`
          : 'Pusat tidak terjawab',
        parts: [...waiting, 'dikirim sendiri begitu tersambung'],
        explanation: problem,
      }
    case 'refused':
      return {
        status: 'salah',
        label: 'Pusat menolak sambungan',
        parts: [...waiting, 'pekerjaan tersimpan di komputer ini'],
        explanation: problem,
      }
    case 'idle':
      return {
        status: status.refused > 0 ? 'periksa' : 'selesai',
        label: 'Tersambung ke pusat',
        parts: [...(waiting.length > 0 ? waiting : ['semua terkirim']), ...refused, ...last],
        explanation: '',
      }
  }
}

/** Progress of the scans: bytes sent, speed, and time left. */
export function progressParts(status: SyncStatus): string[] {
  return status.bytesTotal === 0
    ? []
    : [sizeProgress(status.bytesSent, status.bytesTotal), ...speedText(status)]
}

/** `120 kB per detik`, and the time left. */
function speedText({ bytesPerSecond, secondsLeft, isLimited }: SyncStatus): string[] {
  if (bytesPerSecond === 0) return []
  const limited = isLimited ? ' (dibatasi)' : ''
  const left = secondsLeft === null ? [] : [timeLeft(secondsLeft)]
  return [`${dataSize(bytesPerSecond)} per detik${limited}`, ...left]
}

function timeLeft(seconds: number): string {
  if (seconds < 60) return 'kurang dari semenit lagi'
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `kira-kira ${minutes} menit lagi` : `kira-kira ${Math.round(minutes / 60)} jam lagi`
}

/** `1,2 dari 4,8 MB`, `80 kB dari 4,8 MB`. */
export function sizeProgress(done: number, total: number): string {
  const [number, unit] = dataSize(done).split(' ')
  const whole = dataSize(total)
  return `${whole.endsWith(` ${unit}`) ? number : dataSize(done)} dari ${whole}`
}
