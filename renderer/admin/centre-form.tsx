import { useState } from 'react'
import { type Control, useForm } from 'react-hook-form'
import { centreServers } from '../../shared/centre-servers.ts'
import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { CentreFileButton } from '../lib/centre-file-button.tsx'
import { readCentreText } from '../lib/centre-text.ts'
import { checkFilled } from '../lib/form-checks.ts'
import { FormPassword, FormText, FormTextArea } from '../lib/form-fields.tsx'
import { Button } from '../ui/button.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'

interface CentreValues {
  host: string
  port: string
  database: string
  user: string
  password: string
  certificateAuthority: string
}

/** The connection to the centre: tested, then saved; an untested one can be saved after a failed test. */
export function CentreForm({ centre }: { centre: CallOutput<'office.get'>['centre'] }) {
  const attempt = useCallMutation('office.try-centre')
  const change = useCallMutation('office.change-centre')
  const showToast = useToast()
  const [isUnreadable, setUnreadable] = useState(false)
  const form = useForm<CentreValues>({
    defaultValues: {
      host: centre?.host ?? '',
      port: String(centre?.port ?? 3306),
      database: centre?.database ?? '',
      user: centre?.user ?? '',
      password: '',
      certificateAuthority: centre?.certificateAuthority ?? '',
    },
  })
  const fill = (text: string) => {
    const read = readCentreText(text)
    setUnreadable(!read)
    if (read) form.reset({ ...read, port: String(read.port) }, { keepDefaultValues: true })
  }
  const save = (input: CallInput<'office.change-centre'>) =>
    change.mutate(input, {
      onSuccess: () => {
        form.resetField('password', { defaultValue: '' })
        showToast({ text: 'Sambungan pusat tersimpan. Yang menunggu dikirim sekarang.' })
      },
    })
  const tryOnly = form.handleSubmit((values) => attempt.mutate(centreInput(values)))
  const tryAndSave = form.handleSubmit((values) => {
    const input = centreInput(values)
    attempt.mutate(input, { onSuccess: () => save(input) })
  })
  const saveUntried = form.handleSubmit((values) => save(centreInput(values)))
  const isBusy = attempt.isPending || change.isPending

  return (
    <form className={styles.form} noValidate onSubmit={tryAndSave}>
      <div>
        <CentreFileButton onText={fill} />
      </div>
      <FormProblem error={isUnreadable ? notConnection : null} />
      <CentreFields control={form.control} isNew={!centre} />
      <div role="status">
        {attempt.data && (
          <p>
            <StatusBadge status="selesai">Tersambung</StatusBadge> kantor {attempt.data.office}, dijawab dalam{' '}
            {attempt.data.milliseconds} milidetik.
          </p>
        )}
      </div>
      <FormProblem error={attempt.error ?? change.error} />
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" isPending={isBusy}>
          Coba, lalu simpan
        </Button>
        <Button onPress={() => void tryOnly()} isPending={isBusy}>
          Coba saja
        </Button>
        {attempt.isError && (
          <Button variant="quiet" onPress={() => void saveUntried()} isPending={isBusy}>
            Simpan walau belum tersambung
          </Button>
        )}
      </div>
    </form>
  )
}

type CentreFieldsProps = {
  control: Control<CentreValues>
  /** No connection is stored yet, so the password is required. */
  isNew: boolean
}

function CentreFields({ control, isNew }: CentreFieldsProps) {
  return (
    <>
      <FormText
        control={control}
        name="host"
        label="Server"
        check={(value) =>
          centreServers(value, 3306)
            ? undefined
            : 'Tulis alamat server; beberapa server dipisah koma, misalnya db1.kota.go.id, db2.kota.go.id.'
        }
      />
      <FormText
        control={control}
        name="port"
        label="Porta"
        inputMode="numeric"
        maxLength={5}
        check={checkPort}
      />
      <FormText
        control={control}
        name="database"
        label="Pangkalan data"
        check={(value) => (/^\w{1,64}$/.test(value) ? undefined : 'Hanya huruf, angka, dan garis bawah.')}
      />
      <FormText
        control={control}
        name="user"
        label="Akun kantor"
        check={checkFilled('Tulis akun kantor dari berkas sambungan.')}
      />
      <FormPassword
        control={control}
        name="password"
        label="Kata sandi akun kantor"
        labelHint={isNew ? undefined : 'kosong: tetap yang tersimpan'}
        check={(value) => (value === '' && isNew ? 'Tulis kata sandi dari berkas sambungan.' : undefined)}
      />
      <FormTextArea
        control={control}
        name="certificateAuthority"
        label="Sertifikat Diskominfo (PEM)"
        rows={4}
        check={(value) =>
          value.includes('-----BEGIN CERTIFICATE-----')
            ? undefined
            : 'Salin sertifikatnya utuh, dari BEGIN CERTIFICATE sampai END CERTIFICATE.'
        }
      />
    </>
  )
}

const notConnection = 'Berkas itu bukan sambungan ke pusat. Pilih berkas yang diberi Diskominfo.'

function checkPort(value: string): string | undefined {
  const port = Number(value)
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : 'Porta angka 1 sampai 65535.'
}

function centreInput({ port, password, host, database, user, certificateAuthority }: CentreValues) {
  return {
    host: host.trim(),
    port: Number(port),
    database,
    user: user.trim(),
    certificateAuthority,
    password: password === '' ? null : password,
  }
}
