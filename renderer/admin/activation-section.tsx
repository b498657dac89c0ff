import { useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { ActivationFields } from '../activation/activation-fields.tsx'
import { emptyActivation } from '../activation/activation-form.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'

type OfficeKeys = CallOutput<'office.get'>['keys']

/** Status of the office's keys, and activation with a new file. */
export function ActivationSection({ keys }: { keys: OfficeKeys }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.form}>
      <p>
        <KeyStatus keys={keys} />
      </p>
      {isOpen ? (
        <ReactivationForm onDone={() => setOpen(false)} />
      ) : (
        <div>
          <Button onPress={() => setOpen(true)}>{keys ? 'Aktivasi ulang' : 'Pakai berkas aktivasi'}</Button>
        </div>
      )}
    </div>
  )
}

function KeyStatus({ keys }: { keys: OfficeKeys }) {
  if (!keys) {
    return (
      <>
        <StatusBadge status="periksa">Belum aktif</StatusBadge> Kantor ini disiapkan tanpa berkas aktivasi,
        jadi belum punya kunci untuk paket antar kantor.
      </>
    )
  }
  return keys.isEntered ? (
    <>
      <StatusBadge status="selesai">Aktif</StatusBadge> Kunci kantor nomor {keys.number} tercatat di pusat.
    </>
  ) : (
    <>
      <StatusBadge status="menunggu">Menunggu pusat</StatusBadge> Kunci kantor nomor {keys.number} dicatatkan
      sendiri begitu tersambung.
    </>
  )
}

function ReactivationForm({ onDone }: { onDone: () => void }) {
  const renew = useCallMutation('activation.renew')
  const showToast = useToast()
  const form = useForm({ defaultValues: emptyActivation })
  const submit = form.handleSubmit(({ file, passphrase }) =>
    renew.mutate(
      { file, passphrase },
      {
        onSuccess: () => {
          showToast({ text: 'Aktivasi baru tersimpan. Kunci kantor dicatatkan di pusat sekarang.' })
          onDone()
        },
      },
    ),
  )
  return (
    <FormProvider {...form}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <ActivationFields autoFocus />
        <FormProblem error={renew.error} />
        <div className={styles.buttons}>
          <Button variant="primary" type="submit" isPending={renew.isPending}>
            Aktifkan
          </Button>
          <Button variant="quiet" shortcut="Esc" onPress={onDone} isDisabled={renew.isPending}>
            Batal
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}
