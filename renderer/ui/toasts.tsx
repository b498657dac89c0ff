import { CircleCheck, CircleX, Info, type LucideIcon, Undo2, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { IconButton } from './icon-button.tsx'
import styles from './toasts.module.css'

/** What has just happened, said without stopping anybody. */
export type Notice = {
  text: string
  /** problem stays until it is closed; the others go after a while. Default done. */
  tone?: 'done' | 'info' | 'problem' | undefined
  /** Takes it back. */
  undo?: (() => void) | undefined
}

const faces: Record<NonNullable<Notice['tone']>, LucideIcon> = {
  done: CircleCheck,
  info: Info,
  problem: CircleX,
}

const Tell = createContext<(notice: Notice) => void>(() => undefined)

/**
 * @returns `tell(notice)`
 * @example tell({ text: 'Permohonan disetujui.', undo: takeBack })
 */
export function useToast() {
  return useContext(Tell)
}

/** The place of the notices, above the status bar; screen readers hear them when they come. Once, in UiRoot. */
export function NoticePlace({ children }: { children: ReactNode }) {
  const [isHeld, setHeld] = useState(false)
  const [notices, setNotices] = useState<(Notice & { id: string })[]>([])
  const tell = useCallback((notice: Notice) => {
    // Three at most: what is older has been read, or stands in the log of the screen it came from.
    setNotices((all) => [...all, { ...notice, id: crypto.randomUUID() }].slice(-3))
  }, [])
  const close = useCallback((id: string) => setNotices((all) => all.filter((notice) => notice.id !== id)), [])
  return (
    <Tell value={tell}>
      {children}
      <section
        className={styles.place}
        aria-label="Pemberitahuan"
        aria-live="polite"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} isHeld={isHeld} onClose={close} />
        ))}
      </section>
    </Tell>
  )
}

type NoticeLineProps = {
  notice: Notice & { id: string }
  /** Somebody is reading or has the focus here: nothing goes away meanwhile. */
  isHeld: boolean
  onClose: (id: string) => void
}

function NoticeLine({ notice: { id, text, tone = 'done', undo }, isHeld, onClose }: NoticeLineProps) {
  const seconds = undo ? 12 : 6
  useEffect(() => {
    if (isHeld || tone === 'problem') return
    const timer = setTimeout(() => onClose(id), seconds * 1000)
    return () => clearTimeout(timer)
  }, [isHeld, tone, seconds, id, onClose])
  const Icon = faces[tone]
  return (
    <div className={classes(styles.notice, styles[tone])}>
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
