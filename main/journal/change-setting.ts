import type { CoreEvent } from '../../shared/contract/events.ts'
import { type Setting, type SettingName, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import type { Actor } from './actor.ts'
import type { Journal } from './journal.ts'

/** The settings that people change: under which action the audit chain has it, and what windows ask for again. */
const changes = {
  office: { action: 'office.change-settings', event: 'session' },
  rules: { action: 'office.change-rules', event: 'applications' },
  centre: { action: 'office.change-centre', event: undefined },
  'bandwidth-limit': { action: 'sync.change-bandwidth-limit', event: undefined },
  'packet-folder': { action: 'packets.change-folder', event: undefined },
  scanning: { action: 'scanning.change-settings', event: undefined },
} as const satisfies Partial<Record<SettingName, { action: string; event: CoreEvent | undefined }>>

type ChangeableSetting = keyof typeof changes

/** Writes a setting and its audit row in one transaction, then emits its event. */
export type ChangeSetting = <Name extends ChangeableSetting>(
  actor: Pick<Actor, 'id'>,
  name: Name,
  value: Setting<Name>,
) => void

export function createChangeSetting(
  store: Store,
  journal: Pick<Journal, 'audit'>,
  emit: (event: CoreEvent) => void,
): ChangeSetting {
  return (actor, name, value) => {
    const { action, event } = changes[name]
    transact(store, () => {
      writeSetting(store, name, value)
      journal.audit({ actor: actor.id, action, subject: '' })
    })
    if (event !== undefined) emit(event)
  }
}
