import { Crop, FilePlus2, RotateCw, ScanLine, ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { FindingRow } from '../ui/finding-row.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Identifier, Nik } from '../ui/identifier.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { type Status, StatusBadge } from '../ui/status-badge.tsx'
import { useToast } from '../ui/toasts.tsx'
import { Toolbar, ToolbarSeparator } from '../ui/toolbar.tsx'
import { Sample } from './sample.tsx'

const states: Status[] = ['siap', 'periksa', 'salah', 'selesai', 'menunggu']

export function ButtonExamples() {
  return (
    <div>
      <VariantSample />
      <StateSample />
      <ToolbarSample />
      <StatusSample />
      <FindingSample />
      <IdentifierSample />
    </div>
  )
}

/** Shows a toast, as the action of every example. */
function usePress(): () => void {
  const showToast = useToast()
  return () => showToast({ text: 'Tombol ditekan.', tone: 'info' })
}

function VariantSample() {
  const press = usePress()
  return (
    <Sample caption="Tombol: utama, biasa, tenang, berbahaya" layout="row">
      <Button variant="primary" shortcut="F10" onPress={press}>
        Ajukan ke kecamatan
      </Button>
      <Button shortcut="F6" onPress={press}>
        Simpan draf
      </Button>
      <Button variant="quiet" onPress={press}>
        Lewati
      </Button>
      <Button variant="danger" onPress={press}>
        Hapus draf
      </Button>
      <Button icon={ScanLine} shortcut="F9" onPress={press}>
        Pindai
      </Button>
      <Button icon={FilePlus2} variant="primary" shortcut="F2" onPress={press}>
        Permohonan baru
      </Button>
    </Sample>
  )
}

function StateSample() {
  const press = usePress()
  return (
    <Sample caption="Tidak tersedia, sedang berjalan, kecil" layout="row">
      <Button variant="primary" isDisabled shortcut="Alt+F10" onPress={press}>
        Ajukan ke kecamatan
      </Button>
      <Button isDisabled onPress={press}>
        Simpan draf
      </Button>
      <Button variant="quiet" isDisabled onPress={press}>
        Lewati
      </Button>
      <Button variant="primary" isPending onPress={press}>
        Mengajukan
      </Button>
      <Button size="small" onPress={press}>
        Beri alasan
      </Button>
      <Button size="small" variant="quiet" shortcut="Alt+G" onPress={press}>
        Pakai dari NIK
      </Button>
    </Sample>
  )
}

function ToolbarSample() {
  const [showsOriginal, setShowsOriginal] = useState(true)
  const press = usePress()
  return (
    <Sample caption="Alat penampil: kata dan tombolnya ada di keterangan">
      <Toolbar label="Alat penampil">
        <IconButton icon={ZoomIn} label="Perbesar" shortcut="+" shortcutRepeats onPress={press} />
        <IconButton icon={ZoomOut} label="Perkecil" shortcut="-" shortcutRepeats onPress={press} />
        <ToolbarSeparator />
        <IconButton icon={RotateCw} label="Putar ke kanan" shortcut="R" onPress={press} />
        <IconButton icon={Crop} label="Potong" onPress={press} isDisabled />
        <IconButton
          icon={ScanLine}
          label="Tampilkan asli"
          shortcut="O"
          isOn={showsOriginal}
          onPress={() => setShowsOriginal(!showsOriginal)}
        />
      </Toolbar>
    </Sample>
  )
}

function StatusSample() {
  return (
    <Sample caption="Status: ikon, kata dan warna" layout="row">
      {states.map((status) => (
        <StatusBadge key={status} status={status} />
      ))}
      <StatusBadge status="periksa">Dikembalikan</StatusBadge>
      {states.map((status) => (
        <StatusBadge key={status} status={status} isPlain />
      ))}
    </Sample>
  )
}

function FindingSample() {
  const press = usePress()
  return (
    <Sample caption="Temuan: satu baris, dengan tombol yang menjawabnya">
      <FindingRow
        finding={{
          code: 'nik-digits',
          level: 'error',
          text: 'NIK harus 16 angka. Cocokkan dengan KTP atau KK.',
        }}
      />
      <FindingRow
        finding={{
          code: 'nik-birth-date-differs',
          level: 'warning',
          text: 'Tanggal lahir berbeda dari NIK.',
          answer: { label: 'Beri alasan', run: press, shortcut: 'Alt+A' },
        }}
      />
      <FindingRow
        finding={{ code: 'wage-earner', level: 'information', text: 'Pekerjaan ini biasanya peserta PPU.' }}
      />
    </Sample>
  )
}

function IdentifierSample() {
  return (
    <Sample caption="Nomor dan tombol papan ketik" layout="row">
      <Identifier value="3271031002900001" />
      <Nik value="3271031002900001" />
      <Identifier value="3271-2026-000007" />
      <KeyCap keys="Ctrl+K" />
      <KeyCap keys="F10" />
      <KeyCap keys="?" />
    </Sample>
  )
}
