import { CircleCheck, FilePlus2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { navigate } from '../lib/router.ts'
import { Button } from '../ui/button.tsx'
import { Identifier } from '../ui/identifier.tsx'
import styles from './submitted-note.module.css'

/** The registration number to tell the applicant, and the button for the next application. */
export function SubmittedNote({ number }: { number: string }) {
  const note = useRef<HTMLElement>(null)
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' })
    note.current?.querySelector('button')?.focus()
  }, [])
  return (
    <section className={styles.note} ref={note} role="status" aria-label="Permohonan diajukan">
      <CircleCheck className={styles.icon} aria-hidden="true" />
      <div className={styles.content}>
        <p className={styles.title}>Diajukan ke kecamatan</p>
        <p className={styles.number}>
          <Identifier value={number} />
        </p>
        <p>
          Sebutkan nomor ini kepada pemohon. Verifikator kecamatan memeriksanya; bila dikembalikan, alasannya
          tampil di Beranda.
        </p>
        <Button
          variant="primary"
          icon={FilePlus2}
          shortcut="F2"
          onPress={() => navigate({ screen: 'new-application' })}
        >
          Permohonan berikutnya
        </Button>
      </div>
    </section>
  )
}
