import { KeyRound, Pencil, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { Account } from '../../shared/contract/account-calls.ts'
import { roleNames } from '../../shared/roles.ts'
import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { useFocusRestore } from '../lib/focus-restore.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { AccountForm } from './account-form.tsx'
import styles from './admin.module.css'
import { SetPasswordForm } from './set-password-form.tsx'

type Task = { what: 'new' } | { what: 'change' | 'password'; account: Account }

/** Settings page: the accounts of this office and their roles. */
export function AccountsPage() {
  const accounts = useCallQuery('accounts.list', {})
  const [task, setTask] = useState<Task>()
  const focusRestore = useFocusRestore()
  const begin = (next: Task) => {
    focusRestore.save()
    setTask(next)
  }
  const close = () => {
    setTask(undefined)
    focusRestore.restore()
  }
  return (
    <div className={styles.split}>
      <div className={styles.main}>
        <div>
          <Button icon={UserPlus} variant="primary" shortcut="N" onPress={() => begin({ what: 'new' })}>
            Akun baru
          </Button>
        </div>
        <Loaded query={accounts}>
          {(value) => (
            <DataTable
              caption="Akun kantor"
              columns={accountColumns(begin)}
              rows={value}
              rowKey={({ id }) => id}
            />
          )}
        </Loaded>
      </div>
      {task && (
        <div className={styles.side}>
          <TaskForm
            key={`${task.what} ${task.what === 'new' ? '' : task.account.id}`}
            task={task}
            onClose={close}
          />
        </div>
      )}
    </div>
  )
}

function TaskForm({ task, onClose }: { task: Task; onClose: () => void }) {
  switch (task.what) {
    case 'new':
      return <AccountForm onClose={onClose} />
    case 'change':
      return <AccountForm account={task.account} onClose={onClose} />
    case 'password':
      return <SetPasswordForm account={task.account} onClose={onClose} />
  }
}

function accountColumns(begin: (task: Task) => void): Column<Account>[] {
  return [
    { id: 'name', header: 'Nama', isRowHeader: true, cell: ({ name }) => name },
    { id: 'username', header: 'Nama pengguna', cell: ({ username }) => username },
    { id: 'roles', header: 'Peran', cell: ({ roles }) => roles.map((role) => roleNames[role]).join(', ') },
    {
      id: 'state',
      header: 'Keadaan',
      cell: ({ active }) => (
        <StatusBadge status={active ? 'selesai' : 'siap'} isPlain>
          {active ? 'Aktif' : 'Nonaktif'}
        </StatusBadge>
      ),
    },
    {
      id: 'actions',
      header: 'Tindakan',
      align: 'end',
      cell: (account) => (
        <span className={styles.actions}>
          <Button
            size="small"
            variant="quiet"
            icon={Pencil}
            onPress={() => begin({ what: 'change', account })}
          >
            Ubah
          </Button>
          <Button
            size="small"
            variant="quiet"
            icon={KeyRound}
            onPress={() => begin({ what: 'password', account })}
          >
            Kata sandi
          </Button>
        </span>
      ),
    },
  ]
}
