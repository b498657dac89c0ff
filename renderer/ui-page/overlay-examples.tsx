import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { CommandPalette } from '../ui/command-palette.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { matchItems, type PaletteItem } from '../ui/palette-items.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { ShortcutSheet } from '../ui/shortcut-sheet.tsx'
import { useToast } from '../ui/toasts.tsx'
import { inventCases } from './invented-people.ts'
import { Sample } from './sample.tsx'

type Open = 'none' | 'palette' | 'sheet' | 'signing'

const cases = inventCases(40)

export function OverlayExamples() {
  const showToast = useToast()
  const [open, setOpen] = useState<Open>('none')
  const [password, setPassword] = useState('')
  const close = () => setOpen('none')
  const go = (label: string) => () => showToast({ text: `${label} dibuka.`, tone: 'info' })
  const [items] = useState<PaletteItem[]>(() =>
    ['Beranda', 'Permohonan', 'Verifikasi', 'Pengaturan'].map((label) => ({
      id: label,
      label,
      group: 'Buka',
      run: go(label),
    })),
  )
  const [search] = useState(() => async (query: string) => {
    const people = cases.map<PaletteItem>((item) => ({
      id: item.id,
      label: item.name,
      group: 'Permohonan',
      hint: `${item.kind} · ${item.at}`,
      run: go(item.name),
    }))
    return matchItems(people, query).slice(0, 6)
  })
  return (
    <Sample caption="Ctrl+K, daftar tombol, tanda tangan bets, pemberitahuan" layout="row">
      <Button shortcut="Ctrl+K" shortcutGroup="Semua layar" onPress={() => setOpen('palette')}>
        Cari dan perintah
      </Button>
      <Button shortcut="?" shortcutGroup="Semua layar" onPress={() => setOpen('sheet')}>
        Daftar tombol
      </Button>
      <Button onPress={() => setOpen('signing')}>Tanda tangani bets</Button>
      <Button
        onPress={() =>
          showToast({ text: 'Permohonan disetujui.', undo: () => showToast({ text: 'Keputusan ditarik.' }) })
        }
      >
        Beri tahu, dapat diurungkan
      </Button>
      <Button
        onPress={() =>
          showToast({ tone: 'problem', text: 'Pencetak tidak terjawab. Periksa kabelnya, lalu cetak lagi.' })
        }
      >
        Beri tahu masalah
      </Button>
      <CommandPalette isOpen={open === 'palette'} onClose={close} items={items} search={search} />
      <ShortcutSheet isOpen={open === 'sheet'} onClose={close} />
      <Dialog
        title="Tanda tangani 34 keputusan"
        isOpen={open === 'signing'}
        onClose={close}
        footer={
          <>
            <Button onPress={close}>Kembali ke bets</Button>
            <Button variant="primary" shortcut="F10" onPress={close} isDisabled={password === ''}>
              Tanda tangani
            </Button>
          </>
        }
      >
        <p>Setelah ditandatangani, keputusan dikirim ke kelurahan dan tidak dapat ditarik.</p>
        <PasswordField
          label="Kata sandi Anda"
          value={password}
          onChange={setPassword}
          onConfirm={close}
          autoFocus
        />
      </Dialog>
    </Sample>
  )
}
