/** Theme and density; `system` follows Windows, high contrast included. */
export type Appearance = {
  theme: 'system' | 'light' | 'dark' | 'contrast'
  /** touch: controls of 44 px, for counters with a touch screen. */
  density: 'normal' | 'touch'
}

/** Sets the choice as data attributes of <html>, which tokens.css reads. */
export function applyAppearance({ theme, density }: Appearance): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  if (density === 'normal') delete dataset.density
  else dataset.density = density
}
