import { type KeyboardEvent, useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Collection } from 'react-aria-components/Collection'
import { Dialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import styles from './command-palette.module.css'
import { KeyCap } from './key-cap.tsx'
import { groupItems, matchItems, type PaletteItem } from './palette-items.ts'
import { SearchField } from './search-field.tsx'
import { ShortcutScope, useShortcutRegistry } from './shortcuts.tsx'

export type CommandPaletteProps = {
  isOpen: boolean
  onClose: () => void
  /** Static items: screens, commands, help pages. The shortcuts of the screen are added. */
  items: readonly PaletteItem[]
  /** Async search for people and applications. Debounced by 120 ms; aborted by the next key. */
  search?: ((query: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>) | undefined
  placeholder?: string | undefined
}

/** Command palette (Ctrl+K). */
export function CommandPalette(props: CommandPaletteProps) {
  return (
    <ModalOverlay
      className={styles.backdrop ?? ''}
      isOpen={props.isOpen}
      onOpenChange={(open) => !open && props.onClose()}
      isDismissable
    >
      <Modal className={styles.modal ?? ''}>
        <OpenPalette {...props} />
      </Modal>
    </ModalOverlay>
  )
}

function OpenPalette({ onClose, items, search, placeholder }: CommandPaletteProps) {
  const registry = useShortcutRegistry()
  // Read once, before the palette's own shortcut scope hides the screen's.
  const [keys] = useState(() =>
    registry.list().map<PaletteItem>((shortcut) => ({ ...shortcut, id: shortcut.keys, group: 'Perintah' })),
  )
  const [query, setQuery] = useState('')
  const { found, isSearching } = useFound(query, search)
  const groups = groupItems([...found, ...matchItems([...items, ...keys], query)])
  const runItem = (id: string) => {
    const item = groups.flatMap((group) => group.items).find((candidate) => candidate.id === id)
    onClose()
    item?.run()
  }
  // In the capture phase: the search field would clear itself first.
  const closeOnEsc = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <ShortcutScope>
      <Dialog className={styles.dialog ?? ''} aria-label="Cari dan perintah">
        <Autocomplete inputValue={query} onInputChange={setQuery}>
          <div className={styles.query} role="presentation" onKeyDownCapture={closeOnEsc}>
            <SearchField
              label="Cari nama, NIK, KK, perintah"
              placeholder={placeholder ?? 'Cari nama, NIK, KK, atau perintah'}
              value={query}
              onChange={setQuery}
              autoFocus
            />
          </div>
          <Menu
            className={styles.menu ?? ''}
            aria-label="Hasil"
            items={groups}
            onAction={(key) => runItem(String(key))}
            renderEmptyState={() => (
              <p className={styles.empty}>
                {isSearching ? 'Mencari …' : 'Tidak ada yang cocok. Coba kata lain.'}
              </p>
            )}
          >
            {({ group, items: members }) => (
              <MenuSection id={group}>
                <Header className={styles.group ?? ''}>{group}</Header>
                <Collection items={members}>
                  {(item) => (
                    <MenuItem id={item.id} textValue={item.label} className={styles.item ?? ''}>
                      <span className={styles.label}>{item.label}</span>
                      {item.hint && <span className={styles.hint}>{item.hint}</span>}
                      {item.keys && <KeyCap keys={item.keys} />}
                    </MenuItem>
                  )}
                </Collection>
              </MenuSection>
            )}
          </Menu>
        </Autocomplete>
      </Dialog>
    </ShortcutScope>
  )
}

/** Results of `search` for the current query; the previous ones stay until the new ones arrive. */
function useFound(query: string, search: CommandPaletteProps['search']) {
  const [found, setFound] = useState<readonly PaletteItem[]>([])
  const [isSearching, setSearching] = useState(false)
  useEffect(() => {
    if (!search || query.trim() === '') {
      setFound([])
      return
    }
    const controller = new AbortController()
    const show = (items: readonly PaletteItem[]) => {
      if (controller.signal.aborted) return
      setFound(items)
      setSearching(false)
    }
    setSearching(true)
    const timer = setTimeout(() => search(query, controller.signal).then(show, () => show([])), 120)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [query, search])
  return { found, isSearching }
}
