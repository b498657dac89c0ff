import { CircleCheck, CircleX, Info, type LucideIcon, Undo2, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { IconButton } from './icon-button.tsx'
import styles from './toasts.module.css'

/** A toast: a non-modal message about what has just happened. */
export type Toast = {
  text: string
  /** A problem stays until closed; the others time out. Default done. */
  tone?: 'done' | 'info' | 'problem' | undefined
  /** Undoes the action. */
  undo?: (() => void) | undefined
}

const icons: Record<NonNullable<Toast['tone']>, LucideIcon> = {
  done: CircleCheck,
  info: Info,
  problem: CircleX,
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/**
 * @returns `showToast`
 * @example showToast({ text: 'Permohonan disetujui.', undo: takeBack })
 */
export function useToast() {
  return useContext(ToastContext)
}

/** Provides useToast and renders the toasts in a live region above the status bar. Once, in UiRoot. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [isPaused, setPaused] = useState(false)
  const [toasts, setToasts] = useState<(Toast & { id: string })[]>([])
  const showToast = useCallback((toast: Toast) => {
    // At most three; older ones have been read.
    setToasts((all) => [...all, { ...toast, id: crypto.randomUUID() }].slice(-3))
  }, [])
  const close = useCallback((id: string) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  return (
    <ToastContext value={showToast}>
      {children}
      <section
        className={styles.region}
        aria-label="Pemberitahuan"
        aria-live="polite"
        onPointerEnter={() => setPaused(true)}
        onPointerLeave={() => setPaused(false)}
        onFocus={() => setPaused(true)}
        onBlur={() => setPaused(false)}
      >
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} isPaused={isPaused} onClose={close} />
        ))}
      </section>
    </ToastContext>
  )
}

type ToastItemProps = {
  toast: Toast & { id: string }
  /** Hovered or focused: timeouts are paused. */
  isPaused: boolean
  onClose: (id: string) => void
}

function ToastItem({ toast: { id, text, tone = 'done', undo }, isPaused, onClose }: ToastItemProps) {
  const seconds = undo ? 12 : 6
  useEffect(() => {
    if (isPaused || tone === 'problem') return
    const timer = setTimeout(() => onClose(id), seconds * 1000)
    return () => clearTimeout(timer)
  }, [isPaused, tone, seconds, id, onClose])
  const Icon = icons[tone]
  return (
    <div className={classes(styles.toast, styles[tone])}>
      <Icon className={styles.icon} aria-hidden="true" />
      <p className={styles.text}>{text}</p>
      {undo && (
        <Button
          variant="quiet"
          size="small"
          icon={Undo2}
          onPress={() => {
            onClose(id)
            undo()
          }}
        >
          Urungkan
        </Button>
      )}
      <IconButton icon={X} label="Tutup pemberitahuan" size="small" onPress={() => onClose(id)} />
    </div>
  )
}
