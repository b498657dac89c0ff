import { useState } from 'react'
import { ScreenTabs } from '../lib/screen.tsx'
import styles from './admin.module.css'
import { IntegrityCheck } from './integrity-check.tsx'
import { LogTable } from './log-table.tsx'

/** Settings page: audit log, access log, and their integrity check. */
export function JournalPage() {
  const [log, setLog] = useState('journal.audit')
  return (
    <div className={styles.main}>
      <IntegrityCheck />
      <ScreenTabs
        label="Jurnal"
        selected={log}
        onSelect={setLog}
        tabs={[
          { id: 'journal.audit', label: 'Perubahan', content: <LogTable log="journal.audit" /> },
          { id: 'journal.access', label: 'Akses data pribadi', content: <LogTable log="journal.access" /> },
        ]}
      />
    </div>
  )
}
