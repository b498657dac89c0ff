import { FileText, House, ListChecks, type LucideIcon, Package, RefreshCw, Settings } from 'lucide-react'
import type { Role } from '../../shared/roles.ts'
import type { Route } from '../lib/route.ts'

/** Item of the navigation rail. */
export interface NavigationItem {
  /** The screen, which is also the id in the rail. */
  screen: Route['screen']
  label: string
  icon: LucideIcon
  keys: string
  route: Route
  roles: readonly Role[]
}

const everyone: readonly Role[] = ['petugas', 'verifikator', 'admin']

const navigationItems: readonly NavigationItem[] = [
  {
    screen: 'home',
    label: 'Beranda',
    icon: House,
    keys: 'Alt+1',
    route: { screen: 'home' },
    roles: everyone,
  },
  {
    screen: 'applications',
    label: 'Permohonan',
    icon: FileText,
    keys: 'Alt+2',
    route: { screen: 'applications', status: 'semua' },
    roles: everyone,
  },
  {
    screen: 'verification',
    label: 'Verifikasi',
    icon: ListChecks,
    keys: 'Alt+3',
    route: { screen: 'verification' },
    roles: ['verifikator'],
  },
  {
    screen: 'sync',
    label: 'Sinkronisasi',
    icon: RefreshCw,
    keys: 'Alt+4',
    route: { screen: 'sync' },
    roles: everyone,
  },
  {
    screen: 'packets',
    label: 'Paket',
    icon: Package,
    keys: 'Alt+5',
    route: { screen: 'packets' },
    roles: everyone,
  },
  {
    screen: 'settings',
    label: 'Pengaturan',
    icon: Settings,
    keys: 'Alt+6',
    route: { screen: 'settings', page: 'akun' },
    roles: ['admin'],
  },
]

/** The items that these roles may see. */
export function navigationItemsFor(roles: readonly Role[]): readonly NavigationItem[] {
  return navigationItems.filter((item) => item.roles.some((role) => roles.includes(role)))
}

/** The item to highlight for a route. */
export function activeScreen(route: Route): Route['screen'] {
  return route.screen === 'application' || route.screen === 'new-application' ? 'applications' : route.screen
}
