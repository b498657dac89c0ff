import { useController, useForm } from 'react-hook-form'
import type { Account } from '../../shared/contract/account-calls.ts'
import { Role, roleNames } from '../../shared/roles.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { checkFilled, checkUsername } from '../lib/form-checks.ts'
import { FormText } from '../lib/form-fields.tsx'
import { NewPasswordField } from '../session/new-password-fields.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FindingRow } from '../ui/finding-row.tsx'
import { Switch } from '../ui/switch.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'
import { useConfirmDiscard } from './confirm-discard.ts'

interface AccountValues {
  name: string
  username: string
  password: string
  roles: Role[]
  active: boolean
}

/** Creates or edits an account. The user name cannot be edited, because the journal refers to it. */
export function AccountForm({ account, onClose }: { account?: Account; onClose: () => void }) {
  const create = useCallMutation('accounts.create')
  const change = useCallMutation('accounts.change')
  const showToast = useToast()
  const form = useForm<AccountValues>({
    defaultValues: {
      name: account?.name ?? '',
      username: account?.username ?? '',
      password: '',
      roles: account?.roles ?? ['petugas'],
      active: account?.active ?? true,
    },
  })
  const close = useConfirmDiscard(form.formState.isDirty, onClose)
  const done = (text: string) => {
    showToast({ text })
    onClose()
  }
  const submit = form.handleSubmit(({ name, username, password, roles, active }) => {
    if (account) {
      change.mutate(
        { id: account.id, name, roles, active },
        { onSuccess: () => done(`Akun ${name} sudah diubah.`) },
      )
    } else {
      create.mutate(
        { name, username, password, roles },
        {
          onSuccess: () =>
            done(`Akun ${name} sudah dibuat. Serahkan nama pengguna dan kata sandinya langsung.`),
        },
      )
    }
  })
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <h2>{account ? `Ubah akun ${account.username}` : 'Akun baru'}</h2>
      <FormText
        control={form.control}
        name="name"
        label="Nama lengkap"
        maxLength={100}
        check={checkFilled('Tulis nama lengkap.')}
        autoFocus
      />
      {!account && (
        <>
          <FormText
            control={form.control}
            name="username"
            label="Nama pengguna"
            maxLength={32}
            check={checkUsername}
          />
          <NewPasswordField control={form.control} name="password" label="Kata sandi pertama" />
        </>
      )}
      <RolesField control={form.control} />
      {account && <ActiveField control={form.control} />}
      <FormProblem error={create.error ?? change.error} />
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" isPending={create.isPending || change.isPending}>
          {account ? 'Simpan perubahan' : 'Buat akun'}
        </Button>
        <Button variant="quiet" shortcut="Esc" onPress={close}>
          Tutup
        </Button>
      </div>
    </form>
  )
}

type FormControl = ReturnType<typeof useForm<AccountValues>>['control']

function RolesField({ control }: { control: FormControl }) {
  const { field, fieldState } = useController({
    control,
    name: 'roles',
    rules: { validate: (roles) => roles.length > 0 || 'Pilih paling sedikit satu peran.' },
  })
  const set = (role: Role, isHeld: boolean) => {
    const others = field.value.filter((held) => held !== role)
    field.onChange(isHeld ? [...others, role] : others)
  }
  return (
    <fieldset>
      <legend className={styles.legend}>Peran</legend>
      {Role.options.map((role) => (
        <Checkbox key={role} isSelected={field.value.includes(role)} onChange={(isHeld) => set(role, isHeld)}>
          {roleNames[role]}
        </Checkbox>
      ))}
      {fieldState.error?.message && (
        <FindingRow finding={{ code: 'roles', level: 'error', text: fieldState.error.message }} />
      )}
    </fieldset>
  )
}

function ActiveField({ control }: { control: FormControl }) {
  const { field } = useController({ control, name: 'active' })
  return (
    <Switch
      isOn={field.value}
      onChange={field.onChange}
      description="Akun nonaktif tidak dapat masuk; pekerjaannya tetap tercatat atas namanya."
    >
      Aktif
    </Switch>
  )
}
