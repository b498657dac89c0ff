import type { z } from 'zod'
import { ApplicationKindRules } from '../../shared/application-kind.ts'
import { CentreSettings, defaultSettings, OfficeSettings } from '../../shared/office.ts'
import { readReference } from './reference.ts'
import type { Store } from './store.ts'

/** What an office may set, each under its name with the schema that parses it and what holds until it is set. */
const settings = {
  office: { schema: OfficeSettings, initial: () => defaultSettings },
  centre: { schema: CentreSettings.nullable(), initial: () => null },
  rules: {
    schema: ApplicationKindRules,
    initial: () => readReference('application-kinds', ApplicationKindRules),
  },
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
