import os from 'node:os'
import path from 'node:path'

/**
 * Where this computer keeps the office's data unless SOLID_DATA is set: the same for every host, so that the
 * desktop application and the command line speak of one store. Local, never a roaming or synchronised folder.
 */
export function defaultDataFolder(): string {
  const fromEnvironment = process.env.SOLID_DATA
  if (fromEnvironment) return path.resolve(fromEnvironment)
  if (process.platform === 'win32') {
    return path.join(
      process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local'),
      'SOLID Loket',
      'data',
    )
  }
  const base = process.env.XDG_DATA_HOME ?? path.join(os.homedir(), '.local', 'share')
  return path.join(base, 'solid-loket')
}
