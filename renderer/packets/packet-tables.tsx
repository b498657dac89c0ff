import { RotateCw, Trash2 } from 'lucide-react'
import type { IncomingPacket, OutgoingPacket, RefusedPacket } from '../../shared/contract/packet-calls.ts'
import { dataSize } from '../../shared/display.ts'
import {
  packetAnswerSentences,
  packetKindNames,
  packetOutcomeSentences,
  packetWayNames,
} from '../../shared/packet.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Link } from '../lib/link.tsx'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Identifier } from '../ui/identifier.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { useToast } from '../ui/toasts.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { badgeStatuses, otherOfficeName, outgoingSentence } from './packet-sentences.ts'
import styles from './packets.module.css'

type PacketSubject = Pick<OutgoingPacket, 'applicationId' | 'number' | 'headName' | 'kind'>

const family = <Row extends PacketSubject>(): Column<Row> => ({
  id: 'family',
  header: 'Isi',
  isRowHeader: true,
  cell: ({ applicationId, headName, number, kind }) => (
    <div>
      <p>
        {packetKindNames[kind]}
        {headName && ' '}
        {headName && <Link to={{ screen: 'application', id: applicationId }}>{headName}</Link>}
      </p>
      {number && <Identifier value={number} />}
    </div>
  ),
})

/** Outgoing packets: until acknowledged they are sent again by every way. */
export function OutgoingPackets({ packets }: { packets: readonly OutgoingPacket[] }) {
  const times = useTimes()
  const deliveries = ({ relayedAt, leftInFolderAt, exportedAt }: OutgoingPacket) =>
    [
      relayedAt && `${packetWayNames.relay} ${times.timeOrDay(relayedAt)}`,
      leftInFolderAt && `${packetWayNames['shared-folder']} ${times.timeOrDay(leftInFolderAt)}`,
      exportedAt && `${packetWayNames.file} ${times.timeOrDay(exportedAt)}`,
    ].filter((way) => way !== null)
  return (
    <DataTable
      caption="Paket keluar"
      rows={packets}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Belum ada paket keluar">
          Begitu permohonan diajukan atau diputus, paketnya tampil di sini.
        </EmptyState>
      }
      columns={[
        family(),
        { id: 'receiver', header: 'Untuk', cell: ({ receiver }) => otherOfficeName(receiver) },
        {
          id: 'state',
          header: 'Keadaan',
          cell: (packet) => (
            <div className={styles.state}>
              <StatusBadge status={badgeStatuses[packet.state]} isPlain>
                {outgoingSentence(packet)}
              </StatusBadge>
              {deliveries(packet).map((way) => (
                <span key={way} className={styles.hint}>
                  {way}
                </span>
              ))}
            </div>
          ),
        },
        { id: 'size', header: 'Ukuran', align: 'end', cell: ({ byteLength }) => dataSize(byteLength) },
        {
          id: 'again',
          header: 'Tindakan',
          align: 'end',
          cell: (packet) => (canSendAgain(packet) ? <SendAgainButton packet={packet} /> : null),
        },
      ]}
    />
  )
}

/** It was sent before and is not superseded. */
const canSendAgain = ({ state }: OutgoingPacket): boolean => state !== 'pending' && state !== 'superseded'

function SendAgainButton({ packet: { id, headName } }: { packet: OutgoingPacket }) {
  const again = useCallMutation('packets.send-again')
  const showToast = useToast()
  const send = () =>
    again.mutate(
      { id },
      {
        onSuccess: () => showToast({ text: `Paket ${headName} dikirim lagi lewat semua jalan.` }),
        onError: (error) => showToast({ text: problemText(error), tone: 'problem' }),
      },
    )
  return (
    <Button size="small" variant="quiet" icon={RotateCw} onPress={send} isPending={again.isPending}>
      Kirim lagi
    </Button>
  )
}

/** Incoming packets and their results. */
export function IncomingPackets({ packets }: { packets: readonly IncomingPacket[] }) {
  const times = useTimes()
  return (
    <DataTable
      caption="Paket masuk"
      rows={packets}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="Belum ada paket masuk">
          Paket dari pusat dan folder bersama dibuka sendiri; paket di flash disk dibuka lewat tombol di atas.
        </EmptyState>
      }
      columns={[
        family(),
        { id: 'sender', header: 'Dari', cell: ({ sender }) => otherOfficeName(sender) },
        {
          id: 'answer',
          header: 'Keadaan',
          cell: ({ answer }) => (
            <StatusBadge status={answer === 'taken' ? 'selesai' : 'periksa'} isPlain>
              {packetAnswerSentences[answer]}
            </StatusBadge>
          ),
        },
        { id: 'way', header: 'Lewat', cell: ({ way }) => packetWayNames[way] },
        { id: 'opened', header: 'Dibuka', cell: ({ openedAt }) => times.timeOrDay(openedAt) },
      ]}
    />
  )
}

/** Packets that could not be opened, with the reason and the next step. */
export function RefusedPackets({ packets }: { packets: readonly RefusedPacket[] }) {
  const times = useTimes()
  return (
    <DataTable
      caption="Paket yang tidak terbuka"
      rows={packets}
      rowKey={({ hash }) => hash}
      empty={
        <EmptyState title="Semua paket terbuka">
          Paket yang rusak, salah alamat atau tidak dikenal tampil di sini dengan langkah berikutnya.
        </EmptyState>
      }
      columns={[
        {
          id: 'outcome',
          header: 'Sebab dan langkah berikutnya',
          isRowHeader: true,
          cell: ({ outcome }) => <p className={styles.sentence}>{packetOutcomeSentences[outcome]}</p>,
        },
        { id: 'way', header: 'Lewat', cell: ({ way }) => packetWayNames[way] },
        { id: 'came', header: 'Datang', cell: ({ cameAt }) => times.timeOrDay(cameAt) },
        { id: 'size', header: 'Ukuran', align: 'end', cell: ({ byteLength }) => dataSize(byteLength) },
        { id: 'forget', header: 'Tindakan', align: 'end', cell: ({ hash }) => <ForgetButton hash={hash} /> },
      ]}
    />
  )
}

function ForgetButton({ hash }: { hash: string }) {
  const forget = useCallMutation('packets.forget')
  const showToast = useToast()
  return (
    <Button
      size="small"
      variant="quiet"
      icon={Trash2}
      isPending={forget.isPending}
      onPress={() =>
        forget.mutate(
          { hash },
          { onError: (error) => showToast({ text: problemText(error), tone: 'problem' }) },
        )
      }
    >
      Hapus dari daftar
    </Button>
  )
}
