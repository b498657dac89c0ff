import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { ScanProfile } from '../../../shared/scanning.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import menu from '../../ui/menu.module.css'
import { ariaKeys } from '../../ui/shortcut.ts'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import styles from './profile-menu.module.css'

export interface ProfileMenuProps {
  profiles: readonly ScanProfile[]
  /** The one that F9 scans with. */
  current: ScanProfile | undefined
  onChoose: (profile: ScanProfile) => void
}

const keys = 'Shift+F9'

/** Menu to scan with another profile: by its number, or by its first letters and Enter. */
export function ProfileMenu({ profiles, current, onChoose }: ProfileMenuProps) {
  const [isOpen, setOpen] = useState(false)
  useShortcuts([{ keys, label: 'Pindai dengan profil lain', run: () => setOpen(true), group: 'Berkas' }])
  const choose = (profile: ScanProfile | undefined) => {
    if (!profile) return
    setOpen(false)
    onChoose(profile)
  }
  const onNumber = (event: KeyboardEvent) => {
    const profile = /^[1-9]$/.test(event.key) ? profiles[Number(event.key) - 1] : undefined
    if (!profile) return
    event.preventDefault()
    event.stopPropagation()
    choose(profile)
  }
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        className={styles.trigger ?? ''}
        aria-label="Profil pindai lain"
        aria-keyshortcuts={ariaKeys(keys)}
      >
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom start" offset={4}>
        <div role="presentation" onKeyDownCapture={onNumber} data-typing>
          <Menu
            className={menu.menu ?? ''}
            aria-label="Profil pindai"
            onAction={(id) => choose(profiles.find((profile) => profile.id === id))}
          >
            {profiles.map((profile, index) => (
              <MenuItem key={profile.id} id={profile.id} textValue={profile.name} className={menu.item ?? ''}>
                {index < 9 && <KeyCap keys={String(index + 1)} />}
                <span className={styles.name}>{profile.name}</span>
                {profile.id === current?.id && <span className={styles.last}>terakhir dipakai</span>}
              </MenuItem>
            ))}
          </Menu>
        </div>
      </Popover>
    </MenuTrigger>
  )
}
