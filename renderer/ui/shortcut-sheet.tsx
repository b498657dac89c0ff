import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { KeyCap } from './key-cap.tsx'
import type { Shortcut } from './shortcut-registry.ts'
import styles from './shortcut-sheet.module.css'
import { useShortcutRegistry } from './shortcuts.tsx'

/** The `?` list: all active shortcuts, by heading. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return isOpen ? <OpenSheet onClose={onClose} /> : null
}

function OpenSheet({ onClose }: { onClose: () => void }) {
  const registry = useShortcutRegistry()
  // Read once, before the dialog's own shortcut scope hides the screen's.
  const [groups] = useState(() => groupShortcuts(registry.list()))
  return (
    <Dialog title="Tombol di layar ini" isOpen onClose={onClose} isLight size="wide">
      <div className={styles.groups}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3 className={styles.group}>{group}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className={styles.row}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <KeyCap keys={shortcut.keys} isSpoken />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** Groups shortcuts by heading, in order of first appearance. */
function groupShortcuts(shortcuts: Shortcut[]): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>()
  for (const shortcut of shortcuts) {
    const group = shortcut.group ?? 'Layar ini'
    groups.set(group, [...(groups.get(group) ?? []), shortcut])
  }
  return groups
}
