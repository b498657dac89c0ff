import { SettingsScreen } from '../admin/settings.tsx'
import { ApplicationsScreen } from '../home/applications.tsx'
import { HomeScreen } from '../home/home.tsx'
import { NewApplication } from '../home/new-application.tsx'
import { Intake } from '../intake/intake.tsx'
import type { Route } from '../lib/route.ts'
import { PacketsScreen } from '../packets/packets.tsx'
import { MyAccount } from '../session/my-account.tsx'
import { useHasRole } from '../session/session.tsx'
import { SyncScreen } from '../sync/sync.tsx'
import { VerificationScreen } from '../verification/verification.tsx'

/** The screen of a route; home where the role may not see it (a hash typed by hand). */
export function CurrentScreen({ route }: { route: Route }) {
  const hasRole = useHasRole()
  switch (route.screen) {
    case 'home':
      return <HomeScreen />
    case 'new-application':
      return hasRole('petugas') ? <NewApplication /> : <HomeScreen />
    case 'applications':
      return <ApplicationsScreen status={route.status} />
    case 'application':
      return <Intake applicationId={route.id} />
    case 'verification':
      return hasRole('verifikator') ? <VerificationScreen /> : <HomeScreen />
    case 'sync':
      return <SyncScreen />
    case 'packets':
      return <PacketsScreen />
    case 'settings':
      return hasRole('admin') ? <SettingsScreen page={route.page} /> : <HomeScreen />
    case 'account':
      return <MyAccount />
  }
}
