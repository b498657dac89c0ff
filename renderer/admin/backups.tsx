import { DatabaseBackup } from 'lucide-react'
import type { BackupFile } from '../../shared/contract/office-calls.ts'
import { dataSize } from '../../shared/display.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { useToast } from '../ui/toasts.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import styles from './admin.module.css'

/** Settings page: backups of the encrypted store on this computer. */
export function BackupsPage() {
  const backups = useCallQuery('backups.list', {})
  const create = useCallMutation('backups.create')
  const times = useTimes()
  const showToast = useToast()
  const columns: Column<BackupFile>[] = [
    { id: 'made', header: 'Dibuat', isRowHeader: true, cell: ({ madeAt }) => times.moment(madeAt) },
    { id: 'name', header: 'Berkas', cell: ({ name }) => name },
    { id: 'size', header: 'Ukuran', align: 'end', cell: ({ byteLength }) => dataSize(byteLength) },
  ]
  const make = () =>
    create.mutate(
      {},
      { onSuccess: ({ name }) => showToast({ text: `Cadangan ${name} tersimpan di komputer ini.` }) },
    )
  return (
    <div className={styles.main}>
      <p className={styles.quiet}>
        Cadangan terenkripsi seperti datanya dan dibuka dengan kata sandi yang sama. Salin berkasnya ke cakram
        lain: cadangan di cakram yang sama hilang bersama komputernya.
      </p>
      <div>
        <Button
          variant="primary"
          icon={DatabaseBackup}
          shortcut="B"
          onPress={make}
          isPending={create.isPending}
        >
          Buat cadangan sekarang
        </Button>
      </div>
      <FormProblem error={create.error} />
      <Loaded query={backups}>
        {(value) => (
          <DataTable
            caption="Cadangan"
            columns={columns}
            rows={value}
            rowKey={({ name }) => name}
            empty={
              <EmptyState title="Belum ada cadangan">
                Buat yang pertama sekarang: pekerjaan dapat diteruskan sementara cadangan dibuat.
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </div>
  )
}
