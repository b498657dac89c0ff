import type { Route } from '../lib/route.ts'
import { navigate } from '../lib/router.ts'
import { useSession } from '../session/session.tsx'
import { NavigationRail } from '../ui/rail.tsx'
import { activeScreen, navigationItemsFor } from './navigation.ts'
import { useNavigationCounts } from './navigation-counts.ts'

/** Navigation rail with the items of the person's roles and their badge counts. */
export function AppNavigation({ route }: { route: Route }) {
  const counts = useNavigationCounts()
  const items = navigationItemsFor(useSession().user.roles)
  const goTo = (id: string) => {
    const chosen = items.find((candidate) => candidate.screen === id)
    if (chosen) navigate(chosen.route)
  }
  return (
    <NavigationRail
      items={items.map(({ screen, label, icon, keys }) => ({
        id: screen,
        label,
        icon,
        shortcut: keys,
        count: counts[screen],
      }))}
      current={activeScreen(route)}
      onSelect={goTo}
    />
  )
}
