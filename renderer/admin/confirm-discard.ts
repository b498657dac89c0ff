import { useRef } from 'react'
import { useToast } from '../ui/toasts.tsx'

/**
 * Closes a form without autosave: a pristine form at once, a dirty one only on the second call, after a
 * warning.
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
