import { useState } from 'react'
import { DateField } from '../ui/date-field.tsx'
import { DigitsField } from '../ui/digits-field.tsx'
import { FieldFlow } from '../ui/field-flow.tsx'
import type { FieldFinding } from '../ui/finding-row.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Sample } from './sample.tsx'

const wrongLength: FieldFinding = { code: 'nik-digits', level: 'error', text: 'NIK harus 16 angka.' }
const twoDates: FieldFinding = {
  code: 'nik-birth-date-differs',
  level: 'warning',
  text: 'Tanggal lahir berbeda dari NIK.',
}

export function FieldExamples() {
  const [nik, setNik] = useState('3271031002900001')
  const [shortNik, setShortNik] = useState('327103100O')
  const [name, setName] = useState('FAJAR DARMAWAN')
  const [date, setDate] = useState('14-01-1971')
  const [machine, setMachine] = useState({ name: 'SRI WAHYUNI', nik: '3271065203850004' })
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('loket pagi hari')
  const [query, setQuery] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  return (
    <div>
      <Sample caption="Enter membenarkan dan pindah ke isian berikutnya" layout="grid">
        <FieldFlow>
          <DigitsField label="NIK" value={nik} onChange={setNik} />
          <TextField label="Nama lengkap" value={name} onChange={setName} isUpperCase />
          <DateField
            label="Tanggal lahir"
            value={date}
            onChange={setDate}
            findings={[
              {
                ...twoDates,
                answer: { label: 'Pakai dari NIK', run: () => setDate('10-02-1990'), shortcut: 'Alt+N' },
              },
            ]}
          />
        </FieldFlow>
      </Sample>
      <Sample caption="Terbaca mesin, sampai dibenarkan dengan Enter" layout="grid">
        <FieldFlow>
          <DigitsField
            label="NIK"
            value={machine.nik}
            onChange={(value) => setMachine({ ...machine, nik: value })}
            machineRead={!confirmed}
            onConfirm={() => setConfirmed(true)}
          />
          <TextField
            label="Nama lengkap"
            value={machine.name}
            onChange={(value) => setMachine({ ...machine, name: value })}
            machineRead
          />
          <DateField label="Tanggal lahir" value="12-03-1985" onChange={() => undefined} machineRead />
        </FieldFlow>
      </Sample>
      <Sample caption="Salah, kosong, dengan keterangan, hanya baca, tidak tersedia" layout="grid">
        <DigitsField label="NIK" value={shortNik} onChange={setShortNik} findings={[wrongLength]} />
        <DigitsField label="No. KK" value="" onChange={() => undefined} />
        <TextField
          label="Nama ibu kandung"
          labelHint="boleh kosong"
          value=""
          onChange={() => undefined}
          description="Seperti di Kartu Keluarga, tanpa gelar."
        />
        <TextField label="Kelurahan" value="SEMPUR" onChange={() => undefined} isReadOnly />
        <TextField label="Alamat" value="JL. MALABAR NO. 4" onChange={() => undefined} isDisabled />
        <DateField label="Tanggal lahir" value="" onChange={() => undefined} />
      </Sample>
      <Sample caption="Teks panjang, kata sandi, pencarian" layout="grid">
        <TextArea
          label="Alasan dikembalikan"
          value={reason}
          onChange={setReason}
          placeholder="Apa yang harus dilengkapi"
        />
        <PasswordField label="Kata sandi" value={password} onChange={setPassword} />
        <SearchField
          label="Cari permohonan"
          placeholder="Cari nama, NIK, KK"
          shortcut="Ctrl+K"
          value={query}
          onChange={setQuery}
        />
      </Sample>
    </div>
  )
}
