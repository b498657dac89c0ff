import {
  ChartColumn,
  CircleCheck,
  ClipboardCheck,
  CloudOff,
  FileText,
  House,
  RefreshCw,
  Settings,
} from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'
import { NavigationRail } from '../ui/rail.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { StatusBar, StatusBarItem } from '../ui/status-bar.tsx'
import styles from './frame-examples.module.css'

const items = [
  { id: 'beranda', label: 'Beranda', icon: House, shortcut: 'Alt+1' },
  { id: 'permohonan', label: 'Permohonan', icon: FileText, count: 3, shortcut: 'Alt+2' },
  { id: 'verifikasi', label: 'Verifikasi', icon: ClipboardCheck, count: 34, shortcut: 'Alt+3' },
  { id: 'sinkronisasi', label: 'Sinkronisasi', icon: RefreshCw },
  { id: 'laporan', label: 'Laporan', icon: ChartColumn },
  { id: 'pengaturan', label: 'Pengaturan', icon: Settings },
]

export function FrameExamples() {
  const [current, setCurrent] = useState('permohonan')
  return (
    <div className={styles.window}>
      <div className={styles.middle}>
        <NavigationRail items={items} current={current} onSelect={setCurrent} />
        <Panel label="Halaman" background="desk" fills>
          <p>Meja: di sini halaman pindaian.</p>
        </Panel>
        <Panel
          title="Panel"
          edge="left"
          fills
          aside={<StatusBadge status="siap">Draf</StatusBadge>}
          footer={<Button>Simpan draf</Button>}
        >
          <p>Panel dipisah garis, bukan kartu. Isinya menggulung, kakinya tetap.</p>
        </Panel>
      </div>
      <StatusBar end={<StatusBarItem>Bantuan F1</StatusBarItem>}>
        <StatusBarItem icon={CircleCheck} status="selesai">
          Tersambung ke pusat
        </StatusBarItem>
        <StatusBarItem>3 menunggu · 1,2 dari 4,8 MB · terakhir 08.14</StatusBarItem>
        <StatusBarItem icon={CloudOff} status="menunggu">
          Tidak tersambung sejak 08.14
        </StatusBarItem>
      </StatusBar>
    </div>
  )
}
