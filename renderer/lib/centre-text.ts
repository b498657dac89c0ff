import { CentreSettings } from '../../shared/office.ts'

/**
 * The connection to the centre from the text that `npm run central -- office add CODE --json` prints, pasted or
 * read from a file. Lines around the JSON object do no harm.
 *
 * @returns undefined where the text holds no such settings
 */
export function readCentreText(text: string): CentreSettings | undefined {
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start < 0 || end < start) return undefined
  try {
    const settings = CentreSettings.safeParse(JSON.parse(text.slice(start, end + 1)))
    return settings.success ? settings.data : undefined
  } catch {
    return undefined
  }
}
