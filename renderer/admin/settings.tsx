import { type SettingsPage, settingsPages } from '../lib/route.ts'
import { navigate } from '../lib/router.ts'
import { Screen, ScreenTabs } from '../lib/screen.tsx'
import { AccountsPage } from './accounts.tsx'
import { BackupsPage } from './backups.tsx'
import { CentreConnectionPage } from './centre-connection.tsx'
import { DocumentRulesPage } from './document-rules.tsx'
import { JournalPage } from './journal.tsx'
import { OfficePage } from './office-page.tsx'
import { ScanningPage } from './scanning-page.tsx'

const pages: Record<SettingsPage, { label: string; Page: () => React.ReactNode }> = {
  akun: { label: 'Akun', Page: AccountsPage },
  kantor: { label: 'Kantor', Page: OfficePage },
  pusat: { label: 'Sambungan pusat', Page: CentreConnectionPage },
  berkas: { label: 'Berkas wajib', Page: DocumentRulesPage },
  pindai: { label: 'Pemindaian', Page: ScanningPage },
  cadangan: { label: 'Cadangan', Page: BackupsPage },
  jurnal: { label: 'Jurnal', Page: JournalPage },
}

/** Settings screen of the administrator. */
export function SettingsScreen({ page }: { page: SettingsPage }) {
  const select = (id: string) => {
    const chosen = settingsPages.find((candidate) => candidate === id)
    if (chosen) navigate({ screen: 'settings', page: chosen }, { replace: true })
  }
  return (
    <Screen title="Pengaturan">
      <ScreenTabs
        label="Bagian pengaturan"
        selected={page}
        onSelect={select}
        tabs={settingsPages.map((id) => {
          const { label, Page } = pages[id]
          return { id, label, content: <Page /> }
        })}
      />
    </Screen>
  )
}
