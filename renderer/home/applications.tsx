import { useRef, useState } from 'react'
import { ApplicationStatus, statusNames } from '../../shared/status.ts'
import { navigate } from '../lib/router.ts'
import { Screen, ScreenTabs } from '../lib/screen.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { ApplicationList } from './application-list.tsx'
import styles from './applications.module.css'
import { PersonSearchResults } from './found-people.tsx'
import type { StatusTab } from './status-tab.ts'

const tabs: readonly StatusTab[] = ['semua', ...ApplicationStatus.options]

/** All applications of this office, by status or by search. */
export function ApplicationsScreen({ status }: { status: StatusTab }) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useShortcuts([{ keys: 'Ctrl+F', label: 'Cari permohonan', run: () => field.current?.focus() }])
  const select = (id: string) => {
    const chosen = tabs.find((tab) => tab === id)
    if (chosen) navigate({ screen: 'applications', status: chosen }, { replace: true })
  }
  return (
    <Screen title="Permohonan">
      <div className={styles.search}>
        <SearchField
          label="Cari permohonan"
          placeholder="Nama, NIK, No. KK, atau nomor permohonan"
          value={text}
          onChange={setText}
          shortcut="Ctrl+F"
          inputRef={field}
        />
      </div>
      {text.trim().length >= 2 ? (
        <PersonSearchResults text={text.trim()} />
      ) : (
        <ScreenTabs
          label="Status permohonan"
          selected={status}
          onSelect={select}
          tabs={tabs.map((tab) => ({
            id: tab,
            label: tab === 'semua' ? 'Semua' : statusNames[tab],
            content: <ApplicationList status={tab} />,
          }))}
        />
      )}
    </Screen>
  )
}
