import type { officeCalls } from '../../../shared/contract/office-calls.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import { Problem } from '../../../shared/problems.ts'
import { connectToCentral } from '../../central/central-client.ts'
import { keysState } from '../../identity/office-state.ts'
import { latestAccess } from '../../journal/access-log.ts'
import { findBrokenLink, latestAudit } from '../../journal/audit-chain.ts'
import { listBackups } from '../../store/backup.ts'
import { getOffice } from '../../store/office.ts'
import { readSetting } from '../../store/settings.ts'
import { transact } from '../../store/store.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createOfficeHandlers({
  activeOffice,
  clock,
  host,
  version,
}: HandlersDependencies): HandlersOf<typeof officeCalls> {
  const { services, accounts } = activeOffice

  /** The connection as entered; a null password stands for the stored one. */
  function withPassword(
    entered: Omit<CentreSettings, 'password'> & { password: string | null },
  ): CentreSettings {
    const password = entered.password ?? readSetting(services().store, 'centre')?.password
    if (!password) throw new Problem('centre-not-set')
    if (activeOffice.training) throw new Problem('centre-training')
    return { ...entered, password }
  }

  return {
    'application.version': () => ({ version, host }),
    'session.alive': () => ({}),

    'office.get': () => {
      const { store } = services()
      const { office, device } = getOffice(store)
      const centre = readSetting(store, 'centre')
      return {
        office,
        device,
        version,
        settings: readSetting(store, 'office'),
        centre: centre && withoutPassword(centre),
        keys: keysState(store, clock),
        rules: readSetting(store, 'rules'),
      }
    },
    'office.change-settings': (settings, { actor }) => {
      services().changeSetting(actor, 'office', settings)
      return settings
    },
    'office.change-rules': (rules, { actor }) => {
      services().changeSetting(actor, 'rules', rules)
      return rules
    },
    'office.change-centre': (entered, { actor }) => {
      const { changeSetting, sync } = services()
      changeSetting(actor, 'centre', withPassword(entered))
      sync.now()
      return {}
    },
    'office.try-centre': async (entered) => {
      const start = performance.now()
      const client = await connectToCentral(withPassword(entered))
      try {
        const { office } = await client.hello(getOffice(services().store).deviceId, clock())
        return { office, milliseconds: Math.round(performance.now() - start) }
      } finally {
        await client.close()
      }
    },

    'journal.audit': ({ before }) => latestAudit(services().store, before),
    'journal.access': ({ before }) => latestAccess(services().store, before),
    'journal.check': async () => {
      const { store } = services()
      const { rows, brokenAt } = await findBrokenLink(store)
      return { auditRows: rows, brokenAt, ...(await accounts().check()) }
    },

    'backups.list': () => listBackups(activeOffice.folder()),
    'backups.create': async (_, { actor }) => {
      const { store, journal } = services()
      const backup = await accounts().createBackup()
      transact(store, () => journal.audit({ actor: actor.id, action: 'backups.create', subject: '' }))
      return backup
    },
  }
}

/** The part of the connection that screens may know. */
function withoutPassword({ password: _, ...shown }: CentreSettings): Omit<CentreSettings, 'password'> {
  return shown
}
