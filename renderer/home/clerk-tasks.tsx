import { FilePlus2 } from 'lucide-react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { navigate } from '../lib/router.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { ApplicationRows } from './application-rows.tsx'
import styles from './home.module.css'
import { HomeSection } from './section.tsx'

/** Tasks of a clerk: new application, returned applications, drafts. */
export function ClerkTasks({ summary }: { summary: CallOutput<'home.summary'> }) {
  const { returned, drafts } = summary
  const begin = () => navigate({ screen: 'new-application' })
  return (
    <>
      <div className={styles.start}>
        <Button
          variant="primary"
          size="large"
          icon={FilePlus2}
          shortcut="F2"
          shortcutGroup="Semua layar"
          onPress={begin}
        >
          Permohonan baru
        </Button>
        <span className={styles.hint}>Siapkan KTP dan KK keluarga itu.</span>
      </div>
      {returned.length > 0 && (
        <HomeSection title="Dikembalikan" total={returned.length}>
          <ApplicationRows label="Permohonan yang dikembalikan" applications={returned} isOneStatus />
        </HomeSection>
      )}
      <HomeSection title="Draf" total={drafts.length}>
        {drafts.length > 0 ? (
          <ApplicationRows label="Draf" applications={drafts} isOneStatus />
        ) : (
          <EmptyState title="Tidak ada draf">
            Isian tersimpan sendiri sejak huruf pertama, jadi yang belum diajukan selalu ada di sini.
          </EmptyState>
        )}
      </HomeSection>
    </>
  )
}
