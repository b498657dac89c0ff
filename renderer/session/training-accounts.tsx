import { useQuery } from '@tanstack/react-query'
import type { SessionState } from '../../shared/contract/session-calls.ts'
import { roleNames } from '../../shared/roles.ts'
import { call } from '../api/client.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { AuthLayout } from './auth-layout.tsx'
import styles from './training-accounts.module.css'

/** Sign-in of training mode: the invented accounts with their passwords, one key each. */
export function TrainingAccounts({ onEnter }: { onEnter: (state: SessionState) => void }) {
  // Opening the training store again is idempotent and returns its accounts. Not useCallQuery: session events
  // must not invalidate it.
  const training = useQuery({
    queryKey: ['session', 'training accounts'],
    queryFn: () => call('session.start-training', {}),
  })
  const signIn = useCallMutation('session.sign-in')
  const enter = (account: { username: string; password: string }) => {
    if (!signIn.isPending) signIn.mutate(account, { onSuccess: onEnter })
  }
  const leave = useCallMutation('session.leave-training')
  return (
    <AuthLayout
      title="Masuk ke latihan"
      lead="Pilih peran dengan angkanya. Satu permohonan melewati ketiganya: diajukan petugas, diputus verifikator."
      isTraining
      isWide
    >
      <Loaded query={training} rows={6}>
        {({ accounts }) => (
          <ul className={styles.accounts}>
            {accounts.map(({ username, password, name, roles }, index) => (
              <li key={username} className={styles.account}>
                <div>
                  <p>
                    <span className={styles.name}>{name}</span> ·{' '}
                    {roles.map((role) => roleNames[role]).join(', ')}
                  </p>
                  <p className={styles.credentials}>
                    nama pengguna <code>{username}</code> · kata sandi <code>{password}</code>
                  </p>
                </div>
                <Button
                  shortcut={String(index + 1)}
                  variant={index === 0 ? 'primary' : 'secondary'}
                  autoFocus={index === 0}
                  onPress={() => enter({ username, password })}
                >
                  {`Masuk sebagai ${name.split(' ')[0] ?? name}`}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <FormProblem error={signIn.error ?? leave.error} />
      <div>
        <Button variant="quiet" onPress={() => leave.mutate({}, { onSuccess: onEnter })}>
          Tinggalkan mode latihan
        </Button>
      </div>
    </AuthLayout>
  )
}
