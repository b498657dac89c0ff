import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useFocusRestore } from '../lib/focus-restore.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { type HelpId, helpPage, helpPages } from './help-pages.tsx'
import styles from './help-panel.module.css'

export type HelpPanelProps = {
  page: HelpId
  onPage: (page: HelpId) => void
  onClose: () => void
}

/** Help panel beside the screen, not modal. */
export function HelpPanel({ page, onPage, onClose }: HelpPanelProps) {
  const { title, Text } = helpPage(page)
  const heading = useRef<HTMLHeadingElement>(null)
  const focusRestore = useFocusRestore()
  useEffect(() => {
    focusRestore.save()
    return focusRestore.restore
  }, [focusRestore])
  useEffect(() => {
    if (page) heading.current?.focus()
  }, [page])
  return (
    <aside className={styles.panel} aria-label="Bantuan">
      <div className={styles.header}>
        <h2 ref={heading} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        <IconButton
          icon={X}
          label="Tutup bantuan"
          shortcut="Esc"
          shortcutGroup="Semua layar"
          onPress={onClose}
        />
      </div>
      <div className={styles.body}>
        <Text />
        <nav className={styles.others} aria-label="Bantuan lain">
          <h3>Bantuan lain</h3>
          <ul>
            {helpPages
              .filter(({ id }) => id !== page)
              .map(({ id, title: other }) => (
                <li key={id}>
                  <Button variant="quiet" size="small" onPress={() => onPage(id)}>
                    {other}
                  </Button>
                </li>
              ))}
          </ul>
        </nav>
      </div>
    </aside>
  )
}
