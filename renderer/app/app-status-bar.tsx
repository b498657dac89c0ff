import { CircleCheck, CircleDashed, CircleX, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useIsConnected } from '../api/connectivity.ts'
import { useCallQuery } from '../api/queries.ts'
import { routePath } from '../lib/route.ts'
import { useSession } from '../session/session.tsx'
import { syncSentence } from '../sync/sync-sentence.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import type { Status } from '../ui/status-badge.tsx'
import { StatusBar, StatusBarItem } from '../ui/status-bar.tsx'
import styles from './app-status-bar.module.css'

const icons: Record<Status, LucideIcon> = {
  siap: CircleDashed,
  periksa: TriangleAlert,
  salah: CircleX,
  selesai: CircleCheck,
  menunggu: Hourglass,
}

export type AppStatusBarProps = {
  /** Seconds until the screen locks; undefined while that is far. */
  lockingIn: number | undefined
  onHelp: () => void
  onKeys: () => void
}

/** Status bar of the application: sync status, help, shortcut list. */
export function AppStatusBar({ lockingIn, onHelp, onKeys }: AppStatusBarProps) {
  return (
    <StatusBar
      end={
        <>
          <Button variant="quiet" size="small" shortcut="F1" shortcutGroup="Semua layar" onPress={onHelp}>
            Bantuan
          </Button>
          <Button variant="quiet" size="small" shortcut="?" shortcutGroup="Semua layar" onPress={onKeys}>
            Tombol
          </Button>
        </>
      }
    >
      {lockingIn === undefined ? (
        <SyncStatusLink />
      ) : (
        <StatusBarItem icon={Hourglass} status="periksa">
          Tidak dipakai: layar terkunci dalam {lockingIn} detik. Tekan tombol apa saja untuk melanjutkan.
        </StatusBarItem>
      )}
    </StatusBar>
  )
}

function SyncStatusLink() {
  const { settings } = useSession()
  const isConnected = useIsConnected()
  const { data } = useCallQuery('sync.status', {})
  if (!isConnected) {
    return (
      <StatusBarItem icon={CircleX} status="salah">
        SOLID Loket di komputer ini tidak menjawab. Jalankan lagi aplikasinya; yang sudah tersimpan tidak
        hilang.
      </StatusBarItem>
    )
  }
  if (!data) return <StatusBarItem>Memeriksa sambungan …</StatusBarItem>
  const { status, label, parts } = syncSentence(data, settings.timeZone)
  const Icon = icons[status]
  return (
    <a className={classes(styles.sync, styles[status])} href={`#${routePath({ screen: 'sync' })}`}>
      <Icon aria-hidden="true" />
      {[label, ...parts].join(' · ')}
    </a>
  )
}
