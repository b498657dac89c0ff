import { CircleCheck, CircleX, Info, type LucideIcon, Undo2, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { IconButton } from './icon-button.tsx'
import styles from './toasts.module.css'

/** What has just happened, said without stopping anybody. */
export type Toast = {
  text: string
  /** problem stays until it is closed; the others go after a while. Default done. */
  tone?: 'done' | 'info' | 'problem' | undefined
  /** Takes it back. */
  undo?: (() => void) | undefined
}

const icons: Record<NonNullable<Toast['tone']>, LucideIcon> = {
  done: CircleCheck,
  info: Info,
  problem: CircleX,
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/**
 * @returns `tell(notice)`
 * @example tell({ text: 'Permohonan disetujui.', undo: takeBack })
 */
export function useToast() {
  return useContext(ToastContext)
}

/** The place of the notices, above the status bar; screen readers hear them when they come. Once, in UiRoot. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [isPaused, setPaused] = useState(false)
  const [toasts, setToasts] = useState<(Toast & { id: string })[]>([])
  const showToast = useCallback((toast: Toast) => {
    // Three at most: what is older has been read, or stands in the log of the screen it came from.
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
  /** Somebody is reading or has the focus here: nothing goes away meanwhile. */
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
