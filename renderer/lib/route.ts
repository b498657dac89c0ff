import { ApplicationStatus } from '../../shared/status.ts'

/** The pages of Pengaturan. */
export const settingsPages = ['akun', 'kantor', 'pusat', 'berkas', 'pindai', 'cadangan', 'jurnal'] as const
export type SettingsPage = (typeof settingsPages)[number]

/** All routes of the application. */
export type Route =
  | { screen: 'home' }
  | { screen: 'new-application' }
  | { screen: 'applications'; status: ApplicationStatus | 'semua' }
  | { screen: 'application'; id: string }
  | { screen: 'verification' }
  | { screen: 'sync' }
  | { screen: 'packets' }
  | { screen: 'settings'; page: SettingsPage }
  | { screen: 'account' }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Hash path of a route; never contains personal data. */
export function routePath(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '/'
    case 'new-application':
      return '/permohonan/baru'
    case 'applications':
      return route.status === 'semua' ? '/permohonan' : `/permohonan/${route.status}`
    case 'application':
      return `/permohonan/${route.id}`
    case 'verification':
      return '/verifikasi'
    case 'sync':
      return '/sinkronisasi'
    case 'packets':
      return '/paket'
    case 'settings':
      return `/pengaturan/${route.page}`
    case 'account':
      return '/akun-saya'
  }
}

/** Identifies a screen: the same for all of its routes. */
export function screenKey(route: Route): string {
  return route.screen === 'application' ? `${route.screen} ${route.id}` : route.screen
}

/** Parses a hash path; home where it is unknown. */
export function routeOfPath(path: string): Route {
  const [section = '', part = ''] = path.replace(/^\//, '').split('/')
  switch (section) {
    case 'permohonan':
      return applicationsRoute(part)
    case 'verifikasi':
      return { screen: 'verification' }
    case 'sinkronisasi':
      return { screen: 'sync' }
    case 'paket':
      return { screen: 'packets' }
    case 'pengaturan':
      return { screen: 'settings', page: settingsPages.find((page) => page === part) ?? 'akun' }
    case 'akun-saya':
      return { screen: 'account' }
    default:
      return { screen: 'home' }
  }
}

function applicationsRoute(part: string): Route {
  if (part === 'baru') return { screen: 'new-application' }
  if (uuid.test(part)) return { screen: 'application', id: part }
  const status = ApplicationStatus.safeParse(part)
  return { screen: 'applications', status: status.success ? status.data : 'semua' }
}
