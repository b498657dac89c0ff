import { FileInput, FileText } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useRef, useState } from 'react'
import { AfterApproval } from '../corrections/after-approval.tsx'
import { useFocusFallback } from '../lib/focus-fallback.ts'
import { useFileDrop } from '../lib/use-file-drop.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { ApplicationHeader } from './application-header.tsx'
import { useCanType, useCanWithdraw, useDraft, useDraftState } from './draft/draft-context.ts'
import { DuplicateSearch } from './draft/duplicate-search.ts'
import { CancelSection } from './form/cancel-section.tsx'
import { FamilySection } from './form/family-section.tsx'
import { LettersSection } from './form/letters-section.tsx'
import { MembersSection } from './form/members-section.tsx'
import { SubmitBar } from './form/submit-bar.tsx'
import { useFormFocus } from './form/use-form-focus.ts'
import styles from './intake.module.css'
import { PageColumn } from './pages/page-column.tsx'
import { PagePane } from './pages/page-pane.tsx'
import { PageReadings } from './pages/page-readings.ts'
import { useApplicationPages } from './pages/use-pages.ts'
import { SubmittedNote } from './submitted-note.tsx'
import { type IntakeSide, useIntakeSides } from './use-intake-sides.ts'

/** Formats that the decoder knows; another file may still be chosen and is then refused with a reason. */
const acceptedFiles = 'image/*,application/pdf,.tif,.tiff,.heic'

/** Fallback focus in the pages: the page, or a button that adds one. */
const pageFocusTargets = ['[role=application]', 'button:enabled']

export function IntakeScreen() {
  const canType = useCanType()
  const pages = useApplicationPages()
  const form = useRef<HTMLElement>(null)
  const viewer = useRef<HTMLElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const scanButton = useRef<HTMLButtonElement>(null)
  const [submitted, setSubmitted] = useState<string>()
  const formFocus = useFormFocus(form)
  const sides = useIntakeSides({ viewer, scanButton, formFocus, scanning: pages.scanning })
  useFocusFallback(viewer, pageFocusTargets)
  const files = useFileDrop(canType, (added) => void pages.imports.add(added))
  const choose = useCallback(() => fileInput.current?.click(), [])

  // Pages arrive while somebody types: deferred, so that rendering them does not delay a key.
  const shownPages = useDeferredValue(pages)

  return (
    <div className={styles.screen} {...files.handlers}>
      <Duplicates />
      <Readings />
      <Sides side={sides.side} onSide={sides.setSide} />
      <div className={classes(styles.columns, sides.side === 'pages' ? styles.showsPages : styles.showsForm)}>
        <Column pages={shownPages} />
        <section className={styles.viewer} ref={viewer} aria-label="Gambar berkas">
          <PagePane
            pages={shownPages}
            onChoose={choose}
            isCameraOpen={sides.isCameraOpen}
            onCamera={sides.openCamera}
            onCloseCamera={sides.closeCamera}
            scanButton={scanButton}
          />
        </section>
        <section
          className={styles.form}
          ref={form}
          aria-label="Isian permohonan"
          onFocus={formFocus.saveFocus}
        >
          <div className={styles.fields}>
            {submitted !== undefined && <SubmittedNote number={submitted} />}
            <Header />
            {!canType && <CorrectionsSection />}
            <Sections canType={canType} />
          </div>
          {canType && <SubmitBar onStep={sides.goToStep} onSubmitted={setSubmitted} />}
        </section>
      </div>
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        accept={acceptedFiles}
        aria-label="Pilih berkas"
        onChange={(event) => {
          void pages.imports.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {files.isOver && <div className={styles.drop}>Lepas untuk menambahkan ke permohonan ini</div>}
    </div>
  )
}

// Memoised: independent of this screen's own state.
const Header = memo(ApplicationHeader)
const Column = memo(PageColumn)
const Duplicates = memo(DuplicateSearch)
const Readings = memo(PageReadings)

/** The form; memoised, so that new or selected pages do not render it. */
const Sections = memo(function Sections({ canType }: { canType: boolean }) {
  const canWithdraw = useCanWithdraw()
  return (
    <>
      <FamilySection />
      <MembersSection />
      <LettersSection />
      {(canType || canWithdraw) && <CancelSection isSubmitted={canWithdraw} />}
    </>
  )
})

/** Corrections and withdrawals after approval. */
function CorrectionsSection() {
  const draft = useDraft()
  const status = useDraftState((state) => state.metadata.status)
  const form = useDraftState((state) => state.form)
  if (status !== 'disetujui' && status !== 'dibatalkan') return null
  const { id, reference } = draft
  return (
    <AfterApproval id={id} form={form} today={reference.today} onChanged={() => void draft.mergeStored()} />
  )
}

/** Switches between pages and form where the window is too narrow for both. */
const Sides = memo(function Sides({
  side,
  onSide,
}: {
  side: IntakeSide
  onSide: (side: IntakeSide) => void
}) {
  return (
    <div className={styles.sides}>
      <SideButton icon={FileText} isActive={side === 'form'} onPress={() => onSide('form')}>
        Isian
      </SideButton>
      <SideButton icon={FileInput} isActive={side === 'pages'} onPress={() => onSide('pages')}>
        Berkas
      </SideButton>
    </div>
  )
})

type SideButtonProps = { icon: typeof FileText; isActive: boolean; onPress: () => void; children: string }

function SideButton({ icon, isActive, onPress, children }: SideButtonProps) {
  return (
    <Button variant={isActive ? 'primary' : 'quiet'} size="small" icon={icon} onPress={onPress}>
      {children}
    </Button>
  )
}
