import { expect, test } from 'vitest'
import { type Route, routeOfPath, routePath, settingsPages } from '../../../renderer/lib/route.ts'
import { ApplicationStatus } from '../../../shared/status.ts'

const id = '0190a6e0-0000-7000-8000-000000000001'

const routes: Route[] = [
  { screen: 'home' },
  { screen: 'new-application' },
  { screen: 'applications', status: 'semua' },
  ...ApplicationStatus.options.map((status) => ({ screen: 'applications', status }) as const),
  { screen: 'application', id },
  { screen: 'verification' },
  { screen: 'sync' },
  ...settingsPages.map((page) => ({ screen: 'settings', page }) as const),
  { screen: 'account' },
]

test.each(routes.map((route) => [routePath(route), route] as const))(
  '%s leads back to its screen',
  (path, route) => {
    expect(routeOfPath(path)).toEqual(route)
  },
)

test('every route has its own path', () => {
  expect(new Set(routes.map(routePath)).size).toBe(routes.length)
})

test.each([
  ['', { screen: 'home' }],
  ['/laporan', { screen: 'home' }],
  ['/permohonan/entah', { screen: 'applications', status: 'semua' }],
  ['/permohonan/3271031002900001', { screen: 'applications', status: 'semua' }],
  ['/pengaturan/entah', { screen: 'settings', page: 'akun' }],
])('an address typed by hand, %s, leads somewhere', (path, route) => {
  expect(routeOfPath(path)).toEqual(route)
})
