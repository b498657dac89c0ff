import { GraduationCap, Lock, Search, UserRound } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { roleNames } from '../../shared/roles.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { navigate } from '../lib/router.ts'
import { useEnterSession } from '../session/enter-session.ts'
import { useLock } from '../session/lock.ts'
import { useSession } from '../session/session.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { MenuButton, type MenuChoice } from '../ui/menu-button.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './top-bar.module.css'

/** Top bar: office, search, account menu. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { user, office } = useSession()
  const choices = useAccountMenu()
  const roles = user.roles.map((role) => roleNames[role]).join(', ')
  return (
    <header className={styles.bar}>
      <div className={styles.names}>
        <span className={styles.brand}>SOLID Loket</span>
        <span className={styles.office}>{office.name}</span>
      </div>
      <Button className={styles.search ?? ''} onPress={onSearch} aria-keyshortcuts="Control+K">
        <Search aria-hidden="true" />
        <span className={styles.placeholder}>Cari nama, NIK, KK, perintah</span>
        <KeyCap keys="Ctrl+K" />
      </Button>
      <div className={styles.person}>
        <MenuButton label={`${user.name.split(' ')[0] ?? user.name} · ${roles}`} choices={choices} />
      </div>
    </header>
  )
}

function useAccountMenu(): MenuChoice[] {
  const { training } = useSession()
  const lock = useLock()
  const enter = useEnterSession()
  const leave = useCallMutation('session.leave-training')
  const showToast = useToast()
  const leaveTraining = () =>
    leave.mutate(
      {},
      {
        onSuccess: enter,
        onError: (error) => showToast({ text: problemText(error), tone: 'problem' }),
      },
    )
  return [
    {
      id: 'account',
      label: 'Akun dan tampilan',
      icon: UserRound,
      run: () => navigate({ screen: 'account' }),
    },
    { id: 'lock', label: 'Kunci layar', icon: Lock, keys: 'Ctrl+L', run: () => void lock() },
    ...(training
      ? [{ id: 'leave', label: 'Tinggalkan mode latihan', icon: GraduationCap, run: leaveTraining }]
      : []),
  ]
}
