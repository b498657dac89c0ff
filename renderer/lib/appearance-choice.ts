import { useCallback, useState } from 'react'
import { z } from 'zod'
import { type Appearance, applyAppearance } from '../ui/appearance.ts'

/** Stored per computer, not per account: light and screen are those of the counter. */
const key = 'solid-loket.appearance'

const Stored = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  density: z.enum(['normal', 'touch']),
})

const defaultAppearance: Appearance = { theme: 'system', density: 'normal' }

function storedAppearance(): Appearance {
  try {
    const stored = Stored.safeParse(JSON.parse(localStorage.getItem(key) ?? ''))
    return stored.success ? stored.data : defaultAppearance
  } catch {
    return defaultAppearance
  }
}

/** Applies the stored choice before the first render. */
export function restoreAppearance(): void {
  applyAppearance(storedAppearance())
}

/** The appearance and its setter, which applies and stores it. */
export function useAppearance(): [Appearance, (change: Partial<Appearance>) => void] {
  const [appearance, setAppearance] = useState(storedAppearance)
  const change = useCallback((part: Partial<Appearance>) => {
    const next = { ...storedAppearance(), ...part }
    localStorage.setItem(key, JSON.stringify(next))
    applyAppearance(next)
    setAppearance(next)
  }, [])
  return [appearance, change]
}
