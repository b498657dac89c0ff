import type { SyncRecord } from '../../shared/contract/sync-calls.ts'
import { count } from '../../shared/display.ts'
import type { DeliveryState } from '../../shared/status.ts'
import { LoadMore } from '../api/load-more.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallPages } from '../api/queries.ts'
import { Link } from '../lib/link.tsx'
import { useTimes } from '../session/times.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { refusalSentence } from './refusal-sentence.ts'
import { RetryButton } from './retry-button.tsx'
import styles from './sync.module.css'

const emptyTexts: Record<DeliveryState, { title: string; text: string }> = {
  pending: {
    title: 'Tidak ada yang menunggu',
    text: 'Begitu verifikator menandatangani persetujuan, permohonannya antre di sini dan dikirim.',
  },
  refused: {
    title: 'Tidak ada yang ditolak',
    text: 'Bila pusat menolak sebuah permohonan, alasannya tampil di sini.',
  },
  delivered: {
    title: 'Belum ada yang terkirim',
    text: 'Permohonan yang seluruh data dan pindaiannya sudah diterima pusat tampil di sini.',
  },
}

const kindNames: Record<SyncRecord['kind'], string> = {
  record: 'Permohonan',
  withdrawal: 'Pencabutan',
  'nik-correction': 'Pembetulan NIK',
  'no-kk-correction': 'Pembetulan No. KK',
}

/** The records of one delivery state, oldest first, paginated. */
export function SyncRecords({ state }: { state: DeliveryState }) {
  const columns = useColumns(state)
  const pages = useCallPages('sync.records', { state, offset: 0 }, ({ total }, all) => {
    const shown = all.reduce((sum, page) => sum + page.records.length, 0)
    return shown < total ? { state, offset: shown } : undefined
  })
  const { title, text } = emptyTexts[state]
  return (
    <Loaded query={pages} rows={6}>
      {({ pages: answered }) => (
        <>
          <DataTable
            caption="Kiriman ke pusat"
            columns={columns}
            rows={answered.flatMap((page) => page.records)}
            rowKey={({ id }) => id}
            empty={<EmptyState title={title}>{text}</EmptyState>}
          />
          <LoadMore pages={pages} />
        </>
      )}
    </Loaded>
  )
}

function useColumns(state: DeliveryState): Column<SyncRecord>[] {
  const times = useTimes()
  const family: Column<SyncRecord> = {
    id: 'family',
    header: 'Kepala keluarga',
    isRowHeader: true,
    cell: ({ applicationId, headName }) => (
      <Link to={{ screen: 'application', id: applicationId }}>{headName}</Link>
    ),
  }
  const number: Column<SyncRecord> = {
    id: 'number',
    header: 'Nomor permohonan',
    cell: (record) => <Identifier value={record.number} />,
  }
  const kind: Column<SyncRecord> = { id: 'kind', header: 'Jenis', cell: (record) => kindNames[record.kind] }
  const scans: Column<SyncRecord> = {
    id: 'scans',
    header: 'Pindaian',
    align: 'end',
    // Corrections have no scans.
    cell: ({ scans, scansDelivered }) => scans > 0 && `${count(scansDelivered)} dari ${count(scans)}`,
  }
  switch (state) {
    case 'pending':
      return [
        family,
        number,
        kind,
        scans,
        { id: 'attempts', header: 'Percobaan', align: 'end', cell: ({ attempts }) => count(attempts) },
        { id: 'queued', header: 'Antre sejak', cell: ({ queuedAt }) => times.timeOrDay(queuedAt) },
      ]
    case 'refused':
      return [
        family,
        number,
        kind,
        {
          id: 'refusal',
          header: 'Alasan pusat',
          cell: ({ refusal }) => <p className={styles.refusal}>{refusalSentence(refusal)}</p>,
        },
        {
          id: 'retry',
          header: 'Tindakan',
          align: 'end',
          cell: ({ id, headName }) => <RetryButton id={id} headName={headName} />,
        },
      ]
    case 'delivered':
      return [
        family,
        number,
        kind,
        scans,
        {
          id: 'delivered',
          header: 'Diterima pusat',
          cell: ({ deliveredAt }) => deliveredAt && times.timeOrDay(deliveredAt),
        },
      ]
  }
}
