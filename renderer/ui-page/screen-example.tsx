import { RotateCw, ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { DateField } from '../ui/date-field.tsx'
import { DigitsField } from '../ui/digits-field.tsx'
import { FieldFlow } from '../ui/field-flow.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Panel } from '../ui/panel.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import styles from './screen-example.module.css'

/** How the components look together: a form beside a page. */
export function ScreenExample() {
  const zoom = () => undefined
  return (
    <div className={styles.screen}>
      <Panel label="Halaman KTP" background="desk" fills>
        <Toolbar label="Alat">
          <IconButton icon={ZoomIn} label="Perbesar" onPress={zoom} />
          <IconButton icon={ZoomOut} label="Perkecil" onPress={zoom} />
          <IconButton icon={RotateCw} label="Putar" onPress={zoom} />
        </Toolbar>
        <div className={styles.page}>KTP</div>
      </Panel>
      <Panel
        title="Permohonan baru"
        edge="left"
        aside={<StatusBadge status="siap">Draf</StatusBadge>}
        footer={
          <>
            <Button shortcut="Alt+F6">Simpan draf</Button>
            <Button variant="primary" shortcut="Alt+F10">
              Ajukan ke kecamatan
            </Button>
          </>
        }
      >
        <ExampleForm />
      </Panel>
    </div>
  )
}

function ExampleForm() {
  const [form, setForm] = useState({
    nik: '3271011401710002',
    name: 'FAJAR DARMAWAN',
    place: 'BOGOR',
    birth: '15-01-1971',
    sex: '1',
    marriage: '2',
  })
  const [isConfirmed, setConfirmed] = useState(false)
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value })
  return (
    <FieldFlow>
      <DigitsField
        label="NIK"
        value={form.nik}
        onChange={set('nik')}
        machineRead={!isConfirmed}
        onConfirm={() => setConfirmed(true)}
      />
      <TextField
        label="Nama lengkap"
        value={form.name}
        onChange={set('name')}
        isUpperCase
        machineRead={!isConfirmed}
      />
      <div className={styles.pair}>
        <TextField label="Tempat lahir" value={form.place} onChange={set('place')} isUpperCase />
        <DateField
          label="Tanggal lahir"
          value={form.birth}
          onChange={set('birth')}
          findings={
            form.birth === '14-01-1971'
              ? []
              : [
                  {
                    code: 'nik-birth-date-differs',
                    level: 'warning',
                    text: 'Tanggal lahir berbeda dari NIK.',
                    answer: {
                      label: 'Pakai 14-01-1971',
                      run: () => set('birth')('14-01-1971'),
                      shortcut: 'Alt+P',
                    },
                  },
                ]
          }
        />
      </div>
      <div className={styles.pair}>
        <ChoiceField
          label="Jenis kelamin"
          value={form.sex}
          onChange={set('sex')}
          options={[
            { code: '1', label: 'Laki-laki' },
            { code: '2', label: 'Perempuan' },
          ]}
        />
        <SelectField
          label="Status perkawinan"
          value={form.marriage}
          onChange={set('marriage')}
          options={[
            { code: '1', label: 'BELUM KAWIN' },
            { code: '2', label: 'KAWIN' },
            { code: '3', label: 'CERAI HIDUP' },
            { code: '4', label: 'CERAI MATI' },
          ]}
          showsCodes
        />
      </div>
    </FieldFlow>
  )
}
