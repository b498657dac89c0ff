import { type SettingsPage, settingsPages } from '../lib/route.ts'
import { navigate } from '../lib/router.ts'
import { Screen, ScreenTabs } from '../lib/screen.tsx'
import { Accounts } from './accounts.tsx'
import { Backups } from './backups.tsx'
import { CentreConnection } from './centre-connection.tsx'
import { DocumentRules } from './document-rules.tsx'
import { Journal } from './journal.tsx'
import { OfficePage } from './office-page.tsx'
import { ScanningPage } from './scanning-page.tsx'

const pages: Record<SettingsPage, { label: string; Page: () => React.ReactNode }> = {
  akun: { label: 'Akun', Page: Accounts },
  kantor: { label: 'Kantor', Page: OfficePage },
  pusat: { label: 'Sambungan pusat', Page: CentreConnection },
  berkas: { label: 'Berkas wajib', Page: DocumentRules },
  pindai: { label: 'Pemindaian', Page: ScanningPage },
  cadangan: { label: 'Cadangan', Page: Backups },
  jurnal: { label: 'Jurnal', Page: Journal },
}

/** What the administrator of the office takes care of. */
export function Settings({ page }: { page: SettingsPage }) {
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
