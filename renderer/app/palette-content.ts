import { useCallback } from 'react'
import { kindNames } from '../../shared/application-kind.ts'
import type { PersonMatch } from '../../shared/contract/application-calls.ts'
import { maskedNik } from '../../shared/display.ts'
import { statusNames } from '../../shared/status.ts'
import { call } from '../api/client.ts'
import type { HelpId } from '../help/help-pages.tsx'
import { helpPages } from '../help/help-pages.tsx'
import { useAppearance } from '../lib/appearance-choice.ts'
import { navigate } from '../lib/router.ts'
import type { PaletteItem } from '../ui/palette-items.ts'

/** Items of the command palette besides active shortcuts: appearance and help pages. */
export function usePaletteItems(onHelp: (page: HelpId) => void): PaletteItem[] {
  const [, setAppearance] = useAppearance()
  return [
    {
      id: 'account',
      label: 'Akun dan tampilan',
      group: 'Perintah',
      run: () => navigate({ screen: 'account' }),
    },
    {
      id: 'light',
      label: 'Tampilan terang',
      group: 'Perintah',
      run: () => setAppearance({ theme: 'light' }),
    },
    { id: 'dark', label: 'Tampilan gelap', group: 'Perintah', run: () => setAppearance({ theme: 'dark' }) },
    ...helpPages.map(({ id, title }) => ({
      id: `help ${id}`,
      label: `Bantuan: ${title}`,
      group: 'Bantuan',
      run: () => onHelp(id),
    })),
  ]
}

/** Searches people by name, NIK, No. KK or registration number; NIKs are masked, as in every list. */
export function usePersonSearch() {
  return useCallback(async (text: string) => {
    const matches = await call('applications.search', { text: text.trim() })
    return matches.map(personItem)
  }, [])
}

function personItem({ applicationId, name, nik, kind, status }: PersonMatch): PaletteItem {
  return {
    id: `${applicationId} ${name} ${nik}`,
    label: name,
    group: 'Permohonan',
    hint: [maskedNik(nik), kindNames[kind], statusNames[status]].join(' · '),
    run: () => navigate({ screen: 'application', id: applicationId }),
  }
}
