import { FilePlus2 } from 'lucide-react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { navigate } from '../lib/router.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { ApplicationLines } from './application-rows.tsx'
import styles from './home.module.css'
import { Section } from './section.tsx'

/** What a clerk begins the day with: a new family, what came back and why, what is half done. */
export function ClerkWork({ summary }: { summary: CallOutput<'home.summary'> }) {
  const { returned, drafts } = summary
  const begin = () => navigate({ screen: 'new-application' })
  return (
    <>
      <div className={styles.begin}>
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
        <Section title="Dikembalikan" total={returned.length}>
          <ApplicationLines label="Permohonan yang dikembalikan" lines={returned} isOneStatus />
        </Section>
      )}
      <Section title="Draf" total={drafts.length}>
        {drafts.length > 0 ? (
          <ApplicationLines label="Draf" lines={drafts} isOneStatus />
        ) : (
          <EmptyState title="Tidak ada draf">
            Isian tersimpan sendiri sejak huruf pertama, jadi yang belum diajukan selalu ada di sini.
          </EmptyState>
        )}
      </Section>
    </>
  )
}
