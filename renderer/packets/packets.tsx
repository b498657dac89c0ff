import { HardDriveDownload } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { count } from '../../shared/display.ts'
import { problemText } from '../api/form-problem.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { Screen, ScreenTabs } from '../lib/screen.tsx'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toasts.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { PacketFile } from './packet-file.tsx'
import { IncomingPackets, OutgoingPackets, RefusedPackets } from './packet-tables.tsx'
import styles from './packets.module.css'
import { saveFile } from './save-file.ts'
import { SharedFolder } from './shared-folder.tsx'

/** Packets screen: outgoing, incoming and refused packets, and the shared folder. */
export function PacketsScreen() {
  const query = useCallQuery('packets.list', {})
  return (
    <Screen
      title="Paket"
      lead="Antarkantor, tersegel: hanya kantor tujuan yang dapat membukanya, lewat pusat, folder bersama atau flash disk."
      aside={<ExportButton />}
    >
      <Loaded query={query} rows={6}>
        {(lists) => (lists.hasKeys ? <PacketLists lists={lists} /> : <NoKeys />)}
      </Loaded>
    </Screen>
  )
}

function PacketLists({ lists }: { lists: CallOutput<'packets.list'> }) {
  const { outgoing, incoming, refused, folder } = lists
  const [chosen, setChosen] = useState(refused.length > 0 ? 'tidak-terbuka' : 'keluar')
  return (
    <>
      <PacketFile />
      <ScreenTabs
        label="Paket"
        selected={chosen}
        onSelect={setChosen}
        tabs={[
          {
            id: 'keluar',
            label: 'Keluar',
            count: outgoing.filter(({ state }) => state === 'pending' || state === 'sent').length,
            content: <OutgoingPackets packets={outgoing} />,
          },
          { id: 'masuk', label: 'Masuk', content: <IncomingPackets packets={incoming} /> },
          {
            id: 'tidak-terbuka',
            label: 'Tidak terbuka',
            count: refused.length,
            content: <RefusedPackets packets={refused} />,
          },
          { id: 'map', label: 'Folder bersama', content: <SharedFolder key={folder.path} folder={folder} /> },
        ]}
      />
    </>
  )
}

/** Exports all unacknowledged packets as files for a USB stick, one for each receiving office. */
function ExportButton() {
  const copy = useCallMutation('packets.export')
  const showToast = useToast()
  const save = () =>
    copy.mutate(
      { ids: null },
      {
        onSuccess: ({ files, packets }) => {
          files.forEach(saveFile)
          showToast({ text: `${count(packets)} paket disalin. Serahkan berkasnya ke kantor tujuan.` })
        },
        onError: (error) => showToast({ text: problemText(error), tone: 'info' }),
      },
    )
  return (
    <div className={styles.aside}>
      <Button icon={HardDriveDownload} shortcut="F10" onPress={save} isPending={copy.isPending}>
        Salin ke flash disk
      </Button>
    </div>
  )
}

function NoKeys() {
  const { training } = useSession()
  return (
    <EmptyState title={training ? 'Mode latihan tidak mengirim paket' : 'Kantor ini belum punya kunci'}>
      {training
        ? 'Permohonan latihan diverifikasi di komputer ini juga.'
        : 'Kunci dibuat saat kantor diaktifkan dengan berkas dari Diskominfo. Sampai saat itu permohonan diverifikasi di komputer ini.'}
    </EmptyState>
  )
}
