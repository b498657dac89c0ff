import { CentreSettings } from '../../shared/office.ts'

/**
 * Parses the connection to the centre from the output of `npm run central -- office add CODE --json`, pasted
 * or read from a file. Text around the JSON object is ignored.
 *
 * @returns undefined where the text has no such settings
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
