import { z } from 'zod'
import { ApplicationKindRules } from '../../shared/application-kind.ts'
import { BandwidthLimit } from '../../shared/bandwidth-limit.ts'
import { KeyText } from '../../shared/directory.ts'
import { CentreSettings, defaultSettings, OfficeSettings } from '../../shared/office.ts'
import { defaultScanningSettings, ScanningSettings } from '../../shared/scanning.ts'
import { readReference } from './reference.ts'
import type { Store } from './store.ts'

/** The settings by name, each with its schema and its initial value. */
const settings = {
  office: { schema: OfficeSettings, initial: () => defaultSettings },
  centre: { schema: CentreSettings.nullable(), initial: () => null },
  'bandwidth-limit': { schema: BandwidthLimit.nullable(), initial: () => null },
  rules: {
    schema: ApplicationKindRules,
    initial: () => readReference('application-kinds', ApplicationKindRules),
  },
  scanning: { schema: ScanningSettings, initial: () => defaultScanningSettings },
  /** The id of the profile that was scanned with last on this computer. */
  'last-profile': { schema: z.string().nullable(), initial: () => null },
  /** The administrator's public key, which verifies the directory (main/identity). */
  'directory-key': { schema: KeyText.nullable(), initial: () => null },
  /**
   * The position up to which the centre's directory was read, and the number of the own keys published there.
   */
  'directory-position': { schema: z.int(), initial: () => 0 },
  'entered-keys': { schema: z.int(), initial: () => 0 },
  /** Since when the centre has revoked this office; null where it has not. */
  'revoked-at': { schema: z.iso.datetime().nullable(), initial: () => null },
  /** Whether the centre's relay has packets that were not downloaded. */
  'relay-waiting': { schema: z.boolean(), initial: () => false },
  /** The shared folder of the local network that packets go through from this computer, if there is one. */
  'packet-folder': { schema: z.string().nullable(), initial: () => null },
} satisfies Record<string, { schema: z.ZodType; initial: () => unknown }>

export type SettingName = keyof typeof settings
export type Setting<Name extends SettingName> = z.output<(typeof settings)[Name]['schema']>

export function readSetting<Name extends SettingName>(store: Store, name: Name): Setting<Name>
export function readSetting(store: Store, name: SettingName): Setting<SettingName> {
  const value = store.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(name)
  const { schema, initial } = settings[name]
  return value === undefined ? initial() : schema.parse(JSON.parse(value))
}

/** To be called inside the transaction of the change. */
export function writeSetting<Name extends SettingName>(store: Store, name: Name, value: Setting<Name>): void {
  store
    .prepare<[string, string]>(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
    .run(name, JSON.stringify(value))
}
