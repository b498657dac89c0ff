import { type RefObject, useCallback, useState } from 'react'
import { useFocusRestore } from '../lib/focus-restore.ts'
import { goBack } from '../lib/router.ts'
import { useShortcuts } from '../ui/shortcuts.tsx'
import type { MissingStepTarget } from './draft/missing-steps.ts'
import type { FormFocus } from './form/use-form-focus.ts'
import type { Scanning } from './pages/use-scanning.ts'

export type IntakeSide = 'pages' | 'form'

export interface IntakeSidesDependencies {
  viewer: RefObject<HTMLElement | null>
  scanButton: RefObject<HTMLButtonElement | null>
  formFocus: FormFocus
  scanning: Scanning
}

/**
 * Navigation between the two sides of the intake screen, pages (with the camera) and form, and their
 * shortcuts.
 */
export function useIntakeSides({ viewer, scanButton, formFocus, scanning }: IntakeSidesDependencies) {
  const [isCameraOpen, setCameraOpen] = useState(false)
  const [side, setSide] = useState<IntakeSide>('form')
  const focusRestore = useFocusRestore()
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
    [formFocus, scanButton],
  )
  const openCamera = useCallback(() => {
    focusRestore.save()
    setSide('pages')
    setCameraOpen(true)
  }, [focusRestore])
  const closeCamera = () => {
    setCameraOpen(false)
    focusRestore.restore()
  }
  const changeSide = () => {
    const isAtPages = viewer.current?.contains(document.activeElement) ?? false
    setSide(isAtPages ? 'form' : 'pages')
    if (isAtPages) formFocus.restoreFocus()
    // The pages may only now become visible.
    else requestAnimationFrame(() => (findPage(viewer.current) ?? scanButton.current)?.focus())
  }
  /** Leaves one level at a time: the field, a running scan, the camera, the screen. */
  const leaveLevel = () => {
    if (formFocus.blurField() || scanning.stop()) return
    if (isCameraOpen) closeCamera()
    else goBack()
  }
  useShortcuts([
    { keys: 'F8', label: 'Pindah antara gambar dan isian', run: changeSide, group: 'Permohonan' },
    // In a field the first Esc only leaves the field.
    { keys: 'Esc', label: 'Kembali', run: leaveLevel, group: 'Permohonan' },
  ])
  return { side, setSide, isCameraOpen, openCamera, closeCamera, goToStep }
}

const findPage = (viewer: HTMLElement | null) => viewer?.querySelector<HTMLElement>('[role=application]')
