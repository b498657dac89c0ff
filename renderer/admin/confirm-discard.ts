import { useRef } from 'react'
import { useToast } from '../ui/toasts.tsx'

/**
 * Closes a form that saves only on its button: at once while nothing was typed, otherwise on the second asking,
 * because Esc never destroys.
 */
export function useConfirmDiscard(isDirty: boolean, close: () => void): () => void {
  const showToast = useToast()
  const hasWarned = useRef(false)
  return () => {
    if (!isDirty || hasWarned.current) {
      close()
      return
    }
    hasWarned.current = true
    showToast({ text: 'Isian belum disimpan. Tutup sekali lagi untuk membuangnya.', tone: 'info' })
  }
}
