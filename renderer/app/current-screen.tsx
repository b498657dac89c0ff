import { Settings } from '../admin/settings.tsx'
import { Applications } from '../home/applications.tsx'
import { Home } from '../home/home.tsx'
import { NewApplication } from '../home/new-application.tsx'
import { Intake } from '../intake/intake.tsx'
import type { Route } from '../lib/route.ts'
import { Packets } from '../packets/packets.tsx'
import { MyAccount } from '../session/my-account.tsx'
import { useHasRole } from '../session/session.tsx'
import { Sync } from '../sync/sync.tsx'
import { Verification } from '../verification/verification.tsx'

/** The screen that a route names. An address typed by hand may name one that the role has not: then home. */
export function CurrentScreen({ route }: { route: Route }) {
  const hasRole = useHasRole()
  switch (route.screen) {
    case 'home':
      return <Home />
    case 'new-application':
      return hasRole('petugas') ? <NewApplication /> : <Home />
    case 'applications':
      return <Applications status={route.status} />
    case 'application':
      return <Intake applicationId={route.id} />
    case 'verification':
      return hasRole('verifikator') ? <Verification /> : <Home />
    case 'sync':
      return <Sync />
    case 'packets':
      return <Packets />
    case 'settings':
      return hasRole('admin') ? <Settings page={route.page} /> : <Home />
    case 'account':
      return <MyAccount />
  }
}
