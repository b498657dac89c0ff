import { useState } from 'react'
import { occupations } from '../../shared/reference/occupations.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { Sample } from './sample.tsx'

const sexes = [
  { code: '1', label: 'Laki-laki' },
  { code: '2', label: 'Perempuan' },
]

export function ChoiceExamples() {
  return (
    <div>
      <CodeTableSample />
      <RadioSample />
      <BooleanSample />
    </div>
  )
}

function CodeTableSample() {
  const [occupation, setOccupation] = useState('9')
  return (
    <Sample caption="Tabel kode: huruf awal atau nomor kode memilih tanpa membuka" layout="grid">
      <SelectField
        label="Pekerjaan"
        value={occupation}
        onChange={setOccupation}
        options={occupations}
        showsCodes
      />
      <SelectField
        label="Pekerjaan"
        value=""
        onChange={() => undefined}
        options={occupations}
        placeholder="Pilih pekerjaan"
      />
      <SelectField
        label="Pekerjaan"
        value="99"
        onChange={() => undefined}
        options={occupations}
        findings={[{ code: 'code-unknown', level: 'error', text: 'Pilih salah satu dari daftar.' }]}
      />
      <SelectField label="Pekerjaan" value="3" onChange={() => undefined} options={occupations} machineRead />
      <SelectField label="Pekerjaan" value="3" onChange={() => undefined} options={occupations} isDisabled />
    </Sample>
  )
}

function RadioSample() {
  const [sex, setSex] = useState('1')
  const [kind, setKind] = useState('pendaftaran')
  return (
    <Sample caption="Pilihan yang terlihat semua" layout="grid">
      <ChoiceField label="Jenis kelamin" value={sex} onChange={setSex} options={sexes} />
      <ChoiceField label="Jenis kelamin" value="2" onChange={() => undefined} options={sexes} machineRead />
      <ChoiceField label="Jenis kelamin" value="2" onChange={() => undefined} options={sexes} isDisabled />
      <ChoiceField
        label="Jenis permohonan"
        layout="list"
        value={kind}
        onChange={setKind}
        options={[
          {
            code: 'pendaftaran',
            label: 'Pendaftaran',
            description: 'Keluarga yang belum pernah menjadi peserta.',
          },
          { code: 'reaktivasi', label: 'Reaktivasi', description: 'Kepesertaan yang dinonaktifkan.' },
          { code: 'bayi', label: 'Bayi baru lahir' },
        ]}
      />
    </Sample>
  )
}

function BooleanSample() {
  const [isChecked, setChecked] = useState(true)
  const [isOn, setOn] = useState(true)
  return (
    <Sample caption="Ya atau tidak" layout="grid">
      <div>
        <Checkbox isSelected={isChecked} onChange={setChecked}>
          Lantai rumah dari tanah
        </Checkbox>
        <Checkbox isSelected={false} onChange={() => undefined}>
          Tidak punya jamban sendiri
        </Checkbox>
        <Checkbox isSelected={false} isIndeterminate onChange={() => undefined}>
          Semua anggota
        </Checkbox>
        <Checkbox isSelected isDisabled onChange={() => undefined}>
          Sudah diajukan
        </Checkbox>
      </div>
      <div>
        <Switch isOn={isOn} onChange={setOn} description="Tombol dan isian setinggi 44 px.">
          Layar sentuh
        </Switch>
        <Switch isOn={false} onChange={() => undefined}>
          Folder yang dipantau
        </Switch>
        <Switch isOn isDisabled onChange={() => undefined}>
          Kirim otomatis
        </Switch>
      </div>
    </Sample>
  )
}
