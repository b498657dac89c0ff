import type { ReactNode } from 'react'
import type { Route } from '../lib/route.ts'
import { BeginningHelp, HomeHelp } from './home-help.tsx'
import { IntakeHelp, NewApplicationHelp } from './intake-help.tsx'
import { ApplicationsHelp, KeysHelp, SettingsHelp, SyncHelp, VerificationHelp } from './other-help.tsx'
import { PacketsHelp } from './packets-help.tsx'

export type HelpId =
  | 'mulai'
  | 'beranda'
  | 'permohonan-baru'
  | 'isian'
  | 'permohonan'
  | 'verifikasi'
  | 'sinkronisasi'
  | 'paket'
  | 'pengaturan'
  | 'tombol'

export interface HelpPage {
  id: HelpId
  title: string
  Text: () => ReactNode
}

/** All help pages, in reading order for newcomers. */
export const helpPages: readonly HelpPage[] = [
  { id: 'mulai', title: 'Dari pindaian sampai pusat', Text: BeginningHelp },
  { id: 'beranda', title: 'Beranda', Text: HomeHelp },
  { id: 'permohonan-baru', title: 'Memilih jenis permohonan', Text: NewApplicationHelp },
  { id: 'isian', title: 'Mengisi permohonan', Text: IntakeHelp },
  { id: 'permohonan', title: 'Mencari permohonan', Text: ApplicationsHelp },
  { id: 'verifikasi', title: 'Verifikasi', Text: VerificationHelp },
  { id: 'sinkronisasi', title: 'Sinkronisasi', Text: SyncHelp },
  { id: 'paket', title: 'Paket antarkantor', Text: PacketsHelp },
  { id: 'pengaturan', title: 'Pengaturan', Text: SettingsHelp },
  { id: 'tombol', title: 'Bekerja dengan papan tombol', Text: KeysHelp },
]

export function helpPage(id: HelpId): HelpPage {
  const page = helpPages.find((candidate) => candidate.id === id)
  if (!page) throw new Error(`no help page ${id}`)
  return page
}

const pageOfScreen: Record<Route['screen'], HelpId> = {
  home: 'beranda',
  'new-application': 'permohonan-baru',
  applications: 'permohonan',
  application: 'isian',
  verification: 'verifikasi',
  sync: 'sinkronisasi',
  packets: 'paket',
  settings: 'pengaturan',
  account: 'tombol',
}

/** The help page of a route. */
export function helpOfRoute(route: Route): HelpId {
  return pageOfScreen[route.screen]
}
