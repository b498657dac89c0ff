import { Printer } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { keyGroups, matchesGroup, randomGroup } from './recovery-key.ts'
import { RecoveryKeySheet } from './recovery-key-sheet.tsx'
import styles from './recovery-key-step.module.css'
import wizard from './wizard.module.css'

export type RecoveryKeyStepProps = {
  recoveryKey: string
  officeName: string
  /** `Langkah 4 dari 4` */
  step: string
  onDone: () => void
}

/**
 * Shows the recovery key, only once. It is the only access to the data when every password is forgotten, so
 * the person must type one of its groups from the printed sheet.
 */
export function RecoveryKeyStep({ recoveryKey, officeName, step, onDone }: RecoveryKeyStepProps) {
  const groups = keyGroups(recoveryKey)
  const [asked] = useState(() => randomGroup(groups))
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    if (matchesGroup(typed, asked)) onDone()
    else setWrong(true)
  }
  return (
    <AuthLayout
      title="Kunci pemulihan"
      step={step}
      lead="Satu-satunya jalan masuk bila semua kata sandi terlupa. Cetak, lalu serahkan kepada Diskominfo dalam amplop tertutup. Kunci ini hanya tampil sekali dan tidak tersimpan di mana pun."
      isWide
    >
      <ol className={styles.key} aria-label="Kunci pemulihan">
        {groups.map(({ number, letters }) => (
          <li key={number} className={styles.group}>
            <span className={styles.number}>{number}</span>
            <span className={styles.letters}>{letters}</span>
          </li>
        ))}
      </ol>
      <div>
        <Button icon={Printer} shortcut="Ctrl+P" onPress={() => window.print()} autoFocus>
          Cetak lembar kunci
        </Button>
      </div>
      <form className={wizard.form} noValidate onSubmit={confirm}>
        <TextField
          label={`Ketik kelompok nomor ${asked.number} dari lembar kunci`}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setWrong(false)
          }}
          isUpperCase
          maxLength={20}
          findings={
            isWrong
              ? [{ code: 'group', level: 'error', text: 'Tidak sama. Baca lagi huruf demi huruf.' }]
              : []
          }
        />
        <div className={wizard.buttons}>
          <span />
          <Button variant="primary" type="submit">
            Kunci sudah dicatat, mulai bekerja
          </Button>
        </div>
      </form>
      <RecoveryKeySheet groups={groups} officeName={officeName} />
    </AuthLayout>
  )
}
