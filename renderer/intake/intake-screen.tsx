import { FileInput, FileText } from 'lucide-react'
import { useRef, useState } from 'react'
import { goBack } from '../app/router.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { ApplicationHead } from './application-head.tsx'
import { CancelSection } from './cancel-section.tsx'
import { CompletenessFoot } from './completeness-foot.tsx'
import { DuplicateSearch } from './duplicate-search.ts'
import { FamilySection } from './family-section.tsx'
import styles from './intake.module.css'
import { LettersSection } from './letters-section.tsx'
import { MembersSection } from './members-section.tsx'
import type { Step } from './missing-steps.ts'
import { PageColumn } from './page-column.tsx'
import { PagePlace } from './page-place.tsx'
import { SubmittedNote } from './submitted-note.tsx'
import { useFiles } from './use-files.ts'
import { useJumps } from './use-jumps.ts'
import { usePages } from './use-pages.ts'
import { useCanType } from './work-context.ts'

/** Formats that the decoder knows; a file of another kind may still be chosen and is then refused with reason. */
const accepted = 'image/*,application/pdf,.tif,.tiff,.heic'

export function IntakeScreen() {
  const canType = useCanType()
  const pages = usePages()
  const form = useRef<HTMLElement>(null)
  const viewer = useRef<HTMLElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const [side, setSide] = useState<'pages' | 'form'>('form')
  const [submitted, setSubmitted] = useState<string>()
  const jumps = useJumps(form)
  const files = useFiles(canType, (taken) => void pages.arrivals.take(taken))

  const choose = () => chooser.current?.click()
  const go = (step: Step) => {
    if (step.go === 'place') {
      setSide('form')
      jumps.goTo(step.place)
    } else {
      setSide('pages')
      // The button may only now come into sight.
      requestAnimationFrame(() => add.current?.focus())
    }
  }
  const changeSide = () => {
    const isAtPages = viewer.current?.contains(document.activeElement) ?? false
    setSide(isAtPages ? 'form' : 'pages')
    if (isAtPages) jumps.goBackToForm()
    // The pages may only now come into sight.
    else
      requestAnimationFrame(() => viewer.current?.querySelector<HTMLElement>('[role=application]')?.focus())
  }
  useShortcuts([
    { keys: 'F8', label: 'Pindah antara gambar dan isian', run: changeSide, group: 'Permohonan' },
    // In a field Esc only leaves the field: whoever wants out presses it again.
    { keys: 'Esc', label: 'Kembali', run: () => jumps.leaveField() || goBack(), group: 'Permohonan' },
  ])

  return (
    <div className={styles.screen} {...files.handlers}>
      <DuplicateSearch />
      <div className={styles.sides}>
        <SideButton icon={FileText} isOn={side === 'form'} onPress={() => setSide('form')}>
          Isian
        </SideButton>
        <SideButton icon={FileInput} isOn={side === 'pages'} onPress={() => setSide('pages')}>
          Berkas
        </SideButton>
      </div>
      <div className={classes(styles.columns, side === 'pages' ? styles.showsPages : styles.showsForm)}>
        <PageColumn pages={pages} onChoose={choose} addButton={add} />
        <section className={styles.viewer} ref={viewer} aria-label="Gambar berkas">
          <PagePlace pages={pages} onChoose={choose} />
        </section>
        <section className={styles.form} ref={form} aria-label="Isian permohonan" onFocus={jumps.remember}>
          <div className={styles.fields}>
            {submitted !== undefined && <SubmittedNote number={submitted} />}
            <ApplicationHead />
            <FamilySection />
            <MembersSection />
            <LettersSection />
            {canType && <CancelSection />}
          </div>
          {canType && <CompletenessFoot go={go} onSubmitted={setSubmitted} />}
        </section>
      </div>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label="Pilih berkas"
        onChange={(event) => {
          void pages.arrivals.take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {files.isOver && <div className={styles.drop}>Lepas untuk menambahkan ke permohonan ini</div>}
    </div>
  )
}

type SideButtonProps = { icon: typeof FileText; isOn: boolean; onPress: () => void; children: string }

/** Where there is no room for both, one of the two sides is in sight. */
function SideButton({ icon, isOn, onPress, children }: SideButtonProps) {
  return (
    <Button variant={isOn ? 'primary' : 'quiet'} size="small" icon={icon} onPress={onPress}>
      {children}
    </Button>
  )
}
