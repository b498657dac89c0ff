import { FileInput, FileText } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useRef, useState } from 'react'
import { AfterApproval } from '../corrections/after-approval.tsx'
import { useFocusFallback } from '../lib/focus-fallback.ts'
import { useFocusRestore } from '../lib/focus-restore.ts'
import { goBack } from '../lib/router.ts'
import { useFileDrop } from '../lib/use-file-drop.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { ApplicationHeader } from './application-header.tsx'
import { useCanType, useCanWithdraw, useDraft, useDraftState } from './draft/draft-context.ts'
import { DuplicateSearch } from './draft/duplicate-search.ts'
import type { MissingStepTarget } from './draft/missing-steps.ts'
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

/** Formats that the decoder knows; another file may still be chosen and is then refused with a reason. */
const acceptedFiles = 'image/*,application/pdf,.tif,.tiff,.heic'

/** Fallback focus in the pages: the page, or a button that adds one. */
const pageFocusTargets = ['[role=application]', 'button:enabled']

type IntakeSide = 'pages' | 'form'

export function IntakeScreen() {
  const canType = useCanType()
  const pages = useApplicationPages()
  const form = useRef<HTMLElement>(null)
  const viewer = useRef<HTMLElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const scanButton = useRef<HTMLButtonElement>(null)
  const [isCameraOpen, setCameraOpen] = useState(false)
  const [side, setSide] = useState<IntakeSide>('form')
  const [submitted, setSubmitted] = useState<string>()
  const formFocus = useFormFocus(form)
  const focusRestore = useFocusRestore()
  useFocusFallback(viewer, pageFocusTargets)
  const files = useFileDrop(canType, (added) => void pages.imports.add(added))

  const choose = useCallback(() => fileInput.current?.click(), [])
  const goToStep = useCallback(
    (target: MissingStepTarget) => {
      if (target.kind === 'field') {
        setSide('form')
        formFocus.focusField(target.path)
      } else if (target.kind === 'unconfirmed') {
        setSide('form')
        formFocus.focusNextOpen()
      } else {
        setSide('pages')
        // The button may only now become visible.
        requestAnimationFrame(() => scanButton.current?.focus())
      }
    },
    [formFocus],
  )
  const changeSide = () => {
    const isAtPages = viewer.current?.contains(document.activeElement) ?? false
    setSide(isAtPages ? 'form' : 'pages')
    if (isAtPages) formFocus.restoreFocus()
    // The pages may only now become visible.
    else requestAnimationFrame(() => (findPage(viewer.current) ?? scanButton.current)?.focus())
  }
  const openCamera = useCallback(() => {
    focusRestore.save()
    setSide('pages')
    setCameraOpen(true)
  }, [focusRestore])
  const closeCamera = () => {
    setCameraOpen(false)
    focusRestore.restore()
  }
  /** Leaves one level at a time: the field, a running scan, the camera, the screen. */
  const leaveLevel = () => {
    if (formFocus.blurField() || pages.scanning.stop()) return
    if (isCameraOpen) closeCamera()
    else goBack()
  }
  useShortcuts([
    { keys: 'F8', label: 'Pindah antara gambar dan isian', run: changeSide, group: 'Permohonan' },
    // In a field the first Esc only leaves the field.
    { keys: 'Esc', label: 'Kembali', run: leaveLevel, group: 'Permohonan' },
  ])

  // Pages arrive while somebody types: deferred, so that rendering them does not delay a key.
  const shownPages = useDeferredValue(pages)

  return (
    <div className={styles.screen} {...files.handlers}>
      <Duplicates />
      <Readings />
      <Sides side={side} onSide={setSide} />
      <div className={classes(styles.columns, side === 'pages' ? styles.showsPages : styles.showsForm)}>
        <Column pages={shownPages} />
        <section className={styles.viewer} ref={viewer} aria-label="Gambar berkas">
          <PagePane
            pages={shownPages}
            onChoose={choose}
            isCameraOpen={isCameraOpen}
            onCamera={openCamera}
            onCloseCamera={closeCamera}
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
          {canType && <SubmitBar onStep={goToStep} onSubmitted={setSubmitted} />}
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

const findPage = (viewer: HTMLElement | null) => viewer?.querySelector<HTMLElement>('[role=application]')

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
