import { z } from 'zod'
import { ApplicationKindRules } from '../../shared/application-kind.ts'
import { LineLimit } from '../../shared/bandwidth-limit.ts'
import { KeyText } from '../../shared/directory.ts'
import { CentreSettings, defaultSettings, OfficeSettings } from '../../shared/office.ts'
import { defaultScanningSettings, ScanningSettings } from '../../shared/scanning.ts'
import { readReference } from './reference.ts'
import type { Store } from './store.ts'

/** What an office may set, each under its name with the schema that parses it and what holds until it is set. */
const settings = {
  office: { schema: OfficeSettings, initial: () => defaultSettings },
  centre: { schema: CentreSettings.nullable(), initial: () => null },
  'line-limit': { schema: LineLimit.nullable(), initial: () => null },
  rules: {
    schema: ApplicationKindRules,
    initial: () => readReference('application-kinds', ApplicationKindRules),
  },
  scanning: { schema: ScanningSettings, initial: () => defaultScanningSettings },
  /** The id of the profile that was scanned with last on this computer. */
  'last-profile': { schema: z.string().nullable(), initial: () => null },
  /** The administrator's public key, by which this office believes the directory (main/keys). */
  'directory-key': { schema: KeyText.nullable(), initial: () => null },
  /** How far this computer has read the centre's directory, and the number of its own keys that stand there. */
  'directory-position': { schema: z.int(), initial: () => 0 },
  'entered-keys': { schema: z.int(), initial: () => 0 },
  /** Since when the centre has shut this office out; null while it has not. */
  'revoked-at': { schema: z.iso.datetime().nullable(), initial: () => null },
  /** Whether the centre has told of packets in its relay that have not been fetched. */
  'relay-waiting': { schema: z.boolean(), initial: () => false },
  /** The shared folder of the local network that packets go through from this computer, if there is one. */
  'packet-folder': { schema: z.string().nullable(), initial: () => null },
} satisfies Record<string, { schema: z.ZodType; initial: () => unknown }>

type SettingName = keyof typeof settings
type Setting<Name extends SettingName> = z.output<(typeof settings)[Name]['schema']>

export function readSetting<Name extends SettingName>(store: Store, name: Name): Setting<Name>
export function readSetting(store: Store, name: SettingName): Setting<SettingName> {
  const value = store.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(name)
  const { schema, initial } = settings[name]
  return value === undefined ? initial() : schema.parse(JSON.parse(value))
}

/** To be called inside the transaction of the act that changes it. */
export function writeSetting<Name extends SettingName>(store: Store, name: Name, value: Setting<Name>): void {
  store
    .prepare<[string, string]>(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
    .run(name, JSON.stringify(value))
}
