import { useState } from 'react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { OfficeSettings } from '../../shared/office.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'

const idleChoices = [2, 5, 10, 15, 30, 60, 120]

const zones = [
  { code: 'Asia/Jakarta', label: 'WIB' },
  { code: 'Asia/Makassar', label: 'WITA' },
  { code: 'Asia/Jayapura', label: 'WIT' },
]

/** Settings page: the office, and settings for all of its accounts. */
export function OfficePage() {
  const office = useCallQuery('office.get', {})
  return <Loaded query={office}>{(value) => <OfficeForm value={value} />}</Loaded>
}

function OfficeForm({ value }: { value: CallOutput<'office.get'> }) {
  const [settings, setSettings] = useState(value.settings)
  const change = useCallMutation('office.change-settings')
  const showToast = useToast()
  const update = (changed: Record<string, unknown>) => {
    const next = OfficeSettings.safeParse({ ...settings, ...changed })
    if (next.success) setSettings(next.data)
  }
  const save = () =>
    change.mutate(settings, { onSuccess: () => showToast({ text: 'Pengaturan kantor tersimpan.' }) })
  const minutes = [...new Set([...idleChoices, settings.idleMinutes])].sort((one, other) => one - other)
  return (
    <div className={styles.main}>
      <dl className={styles.facts}>
        <div>
          <dt>Kantor</dt>
          <dd>{value.office.name}</dd>
        </div>
        <div>
          <dt>Kode wilayah</dt>
          <dd>{value.office.code}</dd>
        </div>
        <div>
          <dt>Tanda komputer ini</dt>
          <dd>{value.device}</dd>
        </div>
        <div>
          <dt>Versi aplikasi</dt>
          <dd>{value.version}</dd>
        </div>
      </dl>
      <div className={styles.form}>
        <SelectField
          label="Layar terkunci setelah tidak dipakai"
          value={String(settings.idleMinutes)}
          onChange={(code) => update({ idleMinutes: Number(code) })}
          options={minutes.map((minute) => ({ code: String(minute), label: `${minute} menit` }))}
        />
        <ChoiceField
          label="Zona waktu"
          value={settings.timeZone}
          onChange={(timeZone) => update({ timeZone })}
          options={zones}
        />
        <FormProblem error={change.error} />
        <div>
          <Button variant="primary" shortcut="F6" onPress={save} isPending={change.isPending}>
            Simpan pengaturan
          </Button>
        </div>
      </div>
    </div>
  )
}
