import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { ActivationSection } from './activation-section.tsx'
import styles from './admin.module.css'
import { BandwidthLimitSection } from './bandwidth-limit-form.tsx'
import { CentreForm } from './centre-form.tsx'
import { SettingsSection } from './settings-section.tsx'

/** Settings page: connection to the centre; training mode has none. */
export function CentreConnectionPage() {
  const { training } = useSession()
  const office = useCallQuery('office.get', {})
  if (training) {
    return (
      <EmptyState title="Tidak ada sambungan dalam latihan">
        Mode latihan tidak pernah terhubung ke server sungguhan.
      </EmptyState>
    )
  }
  return (
    <Loaded query={office}>
      {({ centre, keys }) => (
        <div className={styles.main}>
          <SettingsSection title="Aktivasi kantor">
            <ActivationSection keys={keys} />
          </SettingsSection>
          <SettingsSection title="Server pusat">
            <CentreForm key={centre?.user} centre={centre} />
          </SettingsSection>
          <SettingsSection title="Batas pemakaian internet">
            <BandwidthLimitSection />
          </SettingsSection>
        </div>
      )}
    </Loaded>
  )
}
