import { Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { problemSentence } from '../../shared/problems.ts'
import type { DeviceCapabilities, ScannerDevice, ScanProfile } from '../../shared/scanning.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { FindingRow } from '../ui/finding-row.tsx'
import styles from './admin.module.css'
import { ScanProfileRow } from './scan-profile-row.tsx'
import scanningStyles from './scanning.module.css'

const maxProfiles = 20

export type ScanProfilesProps = {
  profiles: ScanProfile[]
  onChange: (profiles: ScanProfile[]) => void
}

/** The scan profiles that clerks choose from. */
export function ScanProfiles({ profiles, onChange }: ScanProfilesProps) {
  const search = useCallMutation('scanning.devices')
  const ask = useCallMutation('scanning.capabilities')
  const [capabilities, setCapabilities] = useState<Record<string, DeviceCapabilities>>({})
  const loadCapabilities = (device: ScannerDevice | null) => {
    if (!device || capabilities[device.address]) return
    ask.mutate(
      { device },
      { onSuccess: (loaded) => setCapabilities((known) => ({ ...known, [device.address]: loaded })) },
    )
  }
  const add = () =>
    onChange([
      ...profiles,
      {
        id: crypto.randomUUID(),
        name: `Profil ${profiles.length + 1}`,
        device: null,
        source: 'flatbed',
        resolution: 300,
        colourMode: 'colour',
        paper: 'a4',
      },
    ])
  return (
    <>
      <ul className={scanningStyles.list} aria-label="Profil pindai">
        {profiles.map((profile) => (
          <li key={profile.id} className={scanningStyles.profile}>
            <ScanProfileRow
              profile={profile}
              devices={search.data?.devices ?? []}
              capabilities={capabilities[profile.device?.address ?? '']}
              onDevice={loadCapabilities}
              onChange={(edited) => onChange(profiles.map((one) => (one === profile ? edited : one)))}
              onRemove={() => onChange(profiles.filter((one) => one !== profile))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button icon={Plus} onPress={add} isDisabled={profiles.length >= maxProfiles}>
          Tambah profil
        </Button>
        <Button icon={Search} onPress={() => search.mutate({})} isPending={search.isPending}>
          Cari pemindai
        </Button>
      </div>
      <div role="status">
        {search.data && <p>{searchResultText(search.data.devices.length)}</p>}
        {search.data?.problems.map((problem) => (
          <FindingRow
            key={problem.code}
            finding={{ code: problem.code, level: 'warning', text: problemSentence(problem) }}
          />
        ))}
      </div>
      <FormProblem error={search.error ?? ask.error} />
    </>
  )
}

const searchResultText = (count: number): string =>
  count === 0
    ? 'Tidak ada pemindai yang ditemukan. Nyalakan dan periksa kabelnya, atau tulis alamatnya di bawah.'
    : `${count} pemindai ditemukan. Pilih pada profilnya.`
