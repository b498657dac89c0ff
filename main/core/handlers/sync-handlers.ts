import type { syncCalls } from '../../../shared/contract/sync-calls.ts'
import { readSetting } from '../../store/settings.ts'
import { transact } from '../../store/store.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createSyncHandlers({
  activeOffice: { services },
}: HandlersDependencies): HandlersOf<typeof syncCalls> {
  return {
    'sync.status': () => services().sync.status(),
    'sync.records': ({ state, offset }) => services().sync.records(state, offset),
    'sync.history': ({ offset }) => services().sync.history(offset),
    'sync.now': () => services().sync.now(),
    'sync.bandwidth-limit': () => ({ limit: readSetting(services().store, 'bandwidth-limit') }),
    'sync.change-bandwidth-limit': ({ limit }, { actor }) => {
      services().changeSetting(actor, 'bandwidth-limit', limit)
      return { limit }
    },
    'sync.retry': ({ id }, { actor }) => {
      const { store, journal, sync } = services()
      transact(store, () => {
        sync.retry(id)
        journal.audit({ actor: actor.id, action: 'sync.retry', subject: id })
      })
      return {}
    },
  }
}
