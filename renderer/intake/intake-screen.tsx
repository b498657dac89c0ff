import { FileInput, FileText } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useRef, useState } from 'react'
import { AfterApproval } from '../corrections/after-approval.tsx'
import { useFocusReturn } from '../lib/focus-restore.ts'
import { useKeptFocus } from '../lib/focus-fallback.ts'
import { goBack } from '../lib/router.ts'
import { useFiles } from '../lib/use-file-drop.ts'
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
import { usePages } from './pages/use-pages.ts'
import { SubmittedNote } from './submitted-note.tsx'

/** Formats that the decoder knows; a file of another kind may still be chosen and is then refused with reason. */
const acceptedFiles = 'image/*,application/pdf,.tif,.tiff,.heic'

/** Where the focus is at home beside the form: on the page, or on what brings one. */
const pageFocusTargets = ['[role=application]', 'button:enabled']

type IntakeSide = 'pages' | 'form'

export function IntakeScreen() {
  const canType = useCanType()
  const pages = usePages()
  const form = useRef<HTMLElement>(null)
  const viewer = useRef<HTMLElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const scanButton = useRef<HTMLButtonElement>(null)
  const [isCameraOpen, setCameraOpen] = useState(false)
  const [side, setSide] = useState<IntakeSide>('form')
  const [submitted, setSubmitted] = useState<string>()
  const formFocus = useFormFocus(form)
  const focusReturn = useFocusReturn()
  useKeptFocus(viewer, pageFocusTargets)
  const files = useFiles(canType, (added) => void pages.arrivals.take(added))

  const choose = useCallback(() => fileInput.current?.click(), [])
  const goToStep = useCallback(
    (target: MissingStepTarget) => {
      if (target.kind === 'place') {
        setSide('form')
        formFocus.focusField(target.path)
      } else if (target.kind === 'unchecked') {
        setSide('form')
        formFocus.focusNextOpen()
      } else {
        setSide('pages')
        // The button may only now come into sight.
        requestAnimationFrame(() => scanButton.current?.focus())
      }
    },
    [formFocus],
  )
  const changeSide = () => {
    const isAtPages = viewer.current?.contains(document.activeElement) ?? false
    setSide(isAtPages ? 'form' : 'pages')
    if (isAtPages) formFocus.restoreFocus()
    // The pages may only now come into sight.
    else requestAnimationFrame(() => (findPage(viewer.current) ?? scanButton.current)?.focus())
  }
  const openCamera = useCallback(() => {
    focusReturn.remember()
    setSide('pages')
    setCameraOpen(true)
  }, [focusReturn])
  const closeCamera = () => {
    setCameraOpen(false)
    focusReturn.giveBack()
  }
  /** One thing at a time; where nothing is left to end, back to where one came from. */
  const escape = () => {
    if (formFocus.blurField() || pages.scanning.stop()) return
    if (isCameraOpen) closeCamera()
    else goBack()
  }
  useShortcuts([
    { keys: 'F8', label: 'Pindah antara gambar dan isian', run: changeSide, group: 'Permohonan' },
    // In a field Esc only leaves the field: whoever wants out presses it again.
    { keys: 'Esc', label: 'Kembali', run: escape, group: 'Permohonan' },
  ])

  // Pages come while somebody types: their side is drawn between the keys, not before the next one is answered.
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
        <section className={styles.form} ref={form} aria-label="Isian permohonan" onFocus={formFocus.saveFocus}>
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
          void pages.arrivals.take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {files.isOver && <div className={styles.drop}>Lepas untuk menambahkan ke permohonan ini</div>}
    </div>
  )
}

// What none of this screen's own state changes is not drawn again with it.
const Header = memo(ApplicationHeader)
const Column = memo(PageColumn)
const Duplicates = memo(DuplicateSearch)
const Readings = memo(PageReadings)

/** What is typed; a page that comes or is looked at does not draw it again. */
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

/** What became of it after its approval. */
function CorrectionsSection() {
  const draft = useDraft()
  const status = useDraftState((state) => state.metadata.status)
  const form = useDraftState((state) => state.form)
  if (status !== 'disetujui' && status !== 'dibatalkan') return null
  const { id, reference } = draft
  return <AfterApproval id={id} form={form} today={reference.today} onChanged={() => void draft.mergeStored()} />
}

const findPage = (viewer: HTMLElement | null) => viewer?.querySelector<HTMLElement>('[role=application]')

/** Where there is no room for both, one of the two sides is in sight. */
const Sides = memo(function Sides({ side, onSide }: { side: IntakeSide; onSide: (side: IntakeSide) => void }) {
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
