import { useState } from 'react'
import { ScanningSettings } from '../../shared/scanning.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'
import { QualityLimits } from './quality-limits.tsx'
import { ScanProfiles } from './scan-profiles.tsx'
import { SettingsSection } from './settings-section.tsx'
import { WatchedFolderFields } from './watched-folder-fields.tsx'

/** Settings page: watched folder, scan profiles, and quality thresholds. */
export function ScanningPage() {
  const settings = useCallQuery('scanning.settings', {})
  return <Loaded query={settings}>{(stored) => <ScanningForm stored={stored} />}</Loaded>
}

function ScanningForm({ stored }: { stored: ScanningSettings }) {
  const [settings, setSettings] = useState(stored)
  const [addresses, setAddresses] = useState(stored.addresses.join('\n'))
  const [problem, setProblem] = useState<string>()
  const change = useCallMutation('scanning.change-settings')
  const showToast = useToast()
  const set = (changed: Partial<ScanningSettings>) => setSettings({ ...settings, ...changed })

  const save = () => {
    const lines = addresses.split('\n').map((line) => line.trim())
    const next = ScanningSettings.safeParse({ ...settings, addresses: lines.filter(Boolean) })
    setProblem(next.success ? undefined : invalidPartSentence(next.error.issues[0]?.path[0]))
    if (!next.success) return
    change.mutate(next.data, { onSuccess: () => showToast({ text: 'Pengaturan pemindaian tersimpan.' }) })
  }

  return (
    <div className={styles.main}>
      <SettingsSection title="Folder pantauan">
        <WatchedFolderFields folder={settings.folder} onChange={(folder) => set({ folder })} />
      </SettingsSection>
      <SettingsSection title="Profil pindai">
        <ScanProfiles profiles={settings.profiles} onChange={(profiles) => set({ profiles })} />
        <div className={styles.form}>
          <TextArea
            label="Alamat pemindai jaringan"
            labelHint="boleh kosong"
            description="Satu per baris, untuk pemindai eSCL (AirScan) yang tidak ditemukan sendiri: http://192.168.1.20"
            rows={2}
            value={addresses}
            onChange={setAddresses}
          />
        </div>
      </SettingsSection>
      <SettingsSection title="Mutu halaman">
        <QualityLimits
          limits={settings.quality}
          profiles={settings.profiles}
          onChange={(quality) => set({ quality })}
        />
      </SettingsSection>
      <FormProblem error={problem ?? change.error} />
      <div className={styles.buttons}>
        <Button variant="primary" shortcut="F6" onPress={save} isPending={change.isPending}>
          Simpan pengaturan
        </Button>
      </div>
    </div>
  )
}

/** Sentence for the first part of the settings that the schema rejects. */
function invalidPartSentence(part: unknown): string {
  if (part === 'addresses') return 'Tulis alamat pemindai lengkap, satu per baris: http://192.168.1.20.'
  if (part === 'profiles') return 'Beri setiap profil sebuah nama.'
  if (part === 'folder') return 'Tulis alamat folder pantauan lengkap.'
  return 'Batas mutu ditulis dengan angka.'
}
