import type { CoreEvent } from '../../../shared/contract/events.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import { Problem } from '../../../shared/problems.ts'
import { connectToCentral } from '../../central/central-client.ts'
import { keysState } from '../../identity/office-state.ts'
import { latestAccess } from '../../journal/access-log.ts'
import { brokenLink, latestAudit } from '../../journal/audit-chain.ts'
import { listBackups } from '../../store/backup.ts'
import type { Clock } from '../../store/clock.ts'
import { getOffice } from '../../store/office.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { transact } from '../../store/store.ts'
import type { DrawCard } from '../../training/seed-families.ts'
import { prepareTraining } from '../../training/training.ts'
import type { ActiveOffice } from '../active-office.ts'
import type { Handlers } from '../dispatcher.ts'
import { createActivationHandlers } from './activation-handlers.ts'
import { createCorrectionHandlers } from './correction-handlers.ts'
import { createPacketHandlers } from './packet-handlers.ts'
import { createScanningHandlers } from './scanning-handlers.ts'

interface HandlersDependencies {
  activeOffice: ActiveOffice
  clock: Clock
  /** Draws the cards of invented families, for training. */
  drawCard: DrawCard
  emit: (event: CoreEvent) => void
  host: 'desktop' | 'browser'
  version: string
}

/** What each call of the contract does: one line each where a service does it, a few where two meet. */
export function createHandlers({
  activeOffice,
  clock,
  drawCard,
  emit,
  host,
  version,
}: HandlersDependencies): Handlers {
  const { services, accounts, sessions } = activeOffice

  /** Runs a change and tells the windows what they should ask for again. */
  function changing<Result>(event: CoreEvent, act: () => Result): Result {
    const result = act()
    emit(event)
    return result
  }

  /** Pages take a while to be made; what was read of them before does not hold any more. */
  async function changingPages<Result>(making: Promise<Result>): Promise<Result> {
    const made = await making
    emit('pages')
    return made
  }

  function changeSetting(actor: string, action: string, write: () => void): void {
    const { store, journal } = services()
    transact(store, () => {
      write()
      journal.audit({ actor, action, subject: '' })
    })
  }

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
    'session.state': (_, { connection }) => activeOffice.state(connection),
    'session.alive': () => ({}),
    'session.set-up': async ({ office, centre, administrator }, { connection }) => {
      const { recoveryKey, store, user } = await accounts().setUp({
        office,
        centre,
        administrator,
        training: false,
      })
      activeOffice.unlocked(store)
      activeOffice.enter(connection, user)
      return { recoveryKey, state: activeOffice.state(connection) }
    },
    ...createActivationHandlers(activeOffice, clock, emit),
    'session.start-training': async (_, { connection }) => {
      if (!activeOffice.training) await activeOffice.move(true)
      const trainees = await prepareTraining({
        folder: activeOffice.folder(),
        accounts: accounts(),
        drawCard,
        unlocked: activeOffice.unlocked,
      })
      return { state: activeOffice.state(connection), accounts: trainees }
    },
    'session.leave-training': async (_, { connection }) => {
      if (activeOffice.training) await activeOffice.move(false)
      return activeOffice.state(connection)
    },
    'session.sign-in': async ({ username, password }, { connection }) => {
      const { store, user } = await accounts().signIn(username, password)
      activeOffice.unlocked(store)
      activeOffice.enter(connection, user)
      return activeOffice.state(connection)
    },
    'session.lock': (_, { connection }) => {
      sessions().lock(connection)
      return activeOffice.state(connection)
    },
    'session.recover': async ({ recoveryKey, username, newPassword }, { connection }) => {
      const { store, user } = await accounts().recover(recoveryKey, username, newPassword)
      activeOffice.unlocked(store)
      activeOffice.enter(connection, user)
      return activeOffice.state(connection)
    },
    'session.change-password': async ({ currentPassword, newPassword }, { actor }) => {
      await accounts().changePassword(actor.id, currentPassword, newPassword)
      return {}
    },

    'accounts.list': () => accounts().list(),
    'accounts.create': (input, { actor }) => accounts().create(actor, input),
    'accounts.change': async (input, { actor }) => {
      const account = await accounts().change(actor, input)
      // Their roles hold from now on, not from their next sign-in.
      sessions().lockAccount(account.id)
      emit('session')
      return account
    },
    'accounts.set-password': async ({ id, newPassword }, { actor }) => {
      await accounts().setPassword(actor, id, newPassword)
      sessions().lockAccount(id)
      emit('session')
      return {}
    },

    'reference.get': () => services().applications.reference(),
    'home.summary': () => services().applications.homeSummary(),
    'applications.create': ({ kind }, { actor }) =>
      changing('applications', () => services().applications.create(actor, kind)),
    'applications.get': ({ id }) => services().applications.get(id),
    'applications.list': (query) => services().applications.list(query),
    'applications.save': (change, { actor }) => services().applications.save(actor, change),
    'applications.submit': ({ id, revision }, { actor }) => {
      const submitted = changing('applications', () => services().applications.submit(actor, id, revision))
      emit('verification')
      if (submitted.application.sentTo !== null) services().sync.now()
      return submitted
    },
    'applications.cancel': ({ id, reason }, { actor }) => {
      changing('applications', () => services().applications.cancel(actor, id, reason))
      return {}
    },
    'applications.search': ({ text }) => services().applications.search(text),
    'applications.duplicates': ({ id }) => services().applications.duplicates(id),

    ...createScanningHandlers(activeOffice),
    ...createPacketHandlers(activeOffice),
    'pages.add': async ({ applicationId, bytes, document }, { actor }) => {
      const { documents, journal } = services()
      const answer = await changingPages(documents.add(actor, applicationId, bytes, document))
      if (answer.preview) journal.access(actor.id, 'scan', applicationId)
      return { ...answer, preview: answer.preview && new Uint8Array(answer.preview) }
    },
    'pages.describe': ({ pageId, document, memberId }, { actor }) =>
      services().documents.describe(actor, pageId, document, memberId),
    'pages.turn': ({ pageId, quarterTurns }, { actor }) =>
      changingPages(services().documents.turn(actor, pageId, quarterTurns)),
    'pages.crop': ({ pageId, corners }, { actor }) =>
      changingPages(services().documents.crop(actor, pageId, corners)),
    'pages.readings': ({ applicationId }) => {
      const { documents } = services()
      documents.readNow(applicationId)
      return documents.readings(applicationId)
    },
    'pages.remove': ({ pageId }, { actor }) => {
      services().documents.remove(actor, pageId)
      return {}
    },
    'pages.restore': ({ pageId }, { actor }) => services().documents.restore(actor, pageId),

    'verification.queue': (_, { actor }) => services().verification.queue(actor),
    'verification.case': ({ id }, { actor }) => services().verification.case(actor, id),
    'verification.decide': ({ id, outcome, reason }, { actor }) => {
      changing('verification', () => services().verification.decide(actor, id, outcome, reason))
      return {}
    },
    'verification.take-back': ({ id }, { actor }) => {
      changing('verification', () => services().verification.takeBack(actor, id))
      return {}
    },
    'verification.sign': async ({ password }, { actor }) => {
      const { verification, sync } = services()
      const signed = await verification.sign(actor, password, accounts().confirmPassword)
      emit('verification')
      emit('applications')
      if (signed.approved > 0) sync.now()
      return signed
    },

    ...createCorrectionHandlers(activeOffice, emit),
    'sync.status': () => services().sync.status(),
    'sync.records': ({ state, offset }) => services().sync.records(state, offset),
    'sync.history': ({ offset }) => services().sync.history(offset),
    'sync.now': () => services().sync.now(),
    'sync.limit': () => ({ limit: readSetting(services().store, 'line-limit') }),
    'sync.change-limit': ({ limit }, { actor }) => {
      changeSetting(actor.id, 'sync.change-limit', () => writeSetting(services().store, 'line-limit', limit))
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
      changeSetting(actor.id, 'office.change-settings', () =>
        writeSetting(services().store, 'office', settings),
      )
      emit('session')
      return settings
    },
    'office.change-rules': (rules, { actor }) => {
      changeSetting(actor.id, 'office.change-rules', () => writeSetting(services().store, 'rules', rules))
      emit('applications')
      return rules
    },
    'office.change-centre': (entered, { actor }) => {
      const settings = withPassword(entered)
      changeSetting(actor.id, 'office.change-centre', () =>
        writeSetting(services().store, 'centre', settings),
      )
      services().sync.now()
      return {}
    },
    'office.try-centre': async (entered) => {
      const began = performance.now()
      const line = await connectToCentral(withPassword(entered))
      try {
        const { office } = await line.hello(getOffice(services().store).deviceId, clock())
        return { office, milliseconds: Math.round(performance.now() - began) }
      } finally {
        await line.close()
      }
    },

    'journal.audit': ({ before }) => latestAudit(services().store, before),
    'journal.access': ({ before }) => latestAccess(services().store, before),
    'journal.check': async () => {
      const { store } = services()
      const { rows, brokenAt } = await brokenLink(store)
      return { auditRows: rows, brokenAt, ...(await accounts().check()) }
    },

    'backups.list': () => listBackups(activeOffice.folder()),
    'backups.create': async (_, { actor }) => {
      const backup = await accounts().createBackup()
      changeSetting(actor.id, 'backups.create', () => undefined)
      return backup
    },
  }
}

/** What the screen may know of the connection. */
function withoutPassword({ password: _, ...shown }: CentreSettings): Omit<CentreSettings, 'password'> {
  return shown
}
