/** How the person wants the screen; `system` leaves it to Windows, high contrast included. */
export type Appearance = {
  theme: 'system' | 'light' | 'dark' | 'contrast'
  /** touch: controls of 44 px, for counters with a touch screen. */
  density: 'normal' | 'touch'
}

/** Puts the choice on <html>, where tokens.css reads it. Takes effect at once. */
export function applyAppearance({ theme, density }: Appearance): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  if (density === 'normal') delete dataset.density
  else dataset.density = density
}
