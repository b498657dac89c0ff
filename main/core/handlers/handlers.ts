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
  premises: ActiveOffice
  clock: Clock
  /** Draws the cards of invented families, for training. */
  drawCard: DrawCard
  emit: (event: CoreEvent) => void
  host: 'desktop' | 'browser'
  version: string
}

/** What each call of the contract does: one line each where a service does it, a few where two meet. */
export function createHandlers({
  premises,
  clock,
  drawCard,
  emit,
  host,
  version,
}: HandlersDependencies): Handlers {
  const { workplace, accounts, sessions } = premises

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
    const { store, journal } = workplace()
    transact(store, () => {
      write()
      journal.audit({ actor, action, subject: '' })
    })
  }

  /** The connection as entered; a null password stands for the stored one. */
  function withPassword(
    entered: Omit<CentreSettings, 'password'> & { password: string | null },
  ): CentreSettings {
    const password = entered.password ?? readSetting(workplace().store, 'centre')?.password
    if (!password) throw new Problem('centre-not-set')
    if (premises.training) throw new Problem('centre-training')
    return { ...entered, password }
  }

  return {
    'application.version': () => ({ version, host }),
    'session.state': (_, { connection }) => premises.state(connection),
    'session.alive': () => ({}),
    'session.set-up': async ({ office, centre, administrator }, { connection }) => {
      const { recoveryKey, store, user } = await accounts().setUp({
        office,
        centre,
        administrator,
        training: false,
      })
      premises.unlocked(store)
      premises.enter(connection, user)
      return { recoveryKey, state: premises.state(connection) }
    },
    ...createActivationHandlers(premises, clock, emit),
    'session.start-training': async (_, { connection }) => {
      if (!premises.training) await premises.move(true)
      const trainees = await prepareTraining({
        folder: premises.folder(),
        accounts: accounts(),
        drawCard,
        unlocked: premises.unlocked,
      })
      return { state: premises.state(connection), accounts: trainees }
    },
    'session.leave-training': async (_, { connection }) => {
      if (premises.training) await premises.move(false)
      return premises.state(connection)
    },
    'session.sign-in': async ({ username, password }, { connection }) => {
      const { store, user } = await accounts().signIn(username, password)
      premises.unlocked(store)
      premises.enter(connection, user)
      return premises.state(connection)
    },
    'session.lock': (_, { connection }) => {
      sessions().lock(connection)
      return premises.state(connection)
    },
    'session.recover': async ({ recoveryKey, username, newPassword }, { connection }) => {
      const { store, user } = await accounts().recover(recoveryKey, username, newPassword)
      premises.unlocked(store)
      premises.enter(connection, user)
      return premises.state(connection)
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

    'reference.get': () => workplace().applications.reference(),
    'home.summary': () => workplace().applications.homeSummary(),
    'applications.create': ({ kind }, { actor }) =>
      changing('applications', () => workplace().applications.create(actor, kind)),
    'applications.get': ({ id }) => workplace().applications.get(id),
    'applications.list': (query) => workplace().applications.list(query),
    'applications.save': (change, { actor }) => workplace().applications.save(actor, change),
    'applications.submit': ({ id, revision }, { actor }) => {
      const submitted = changing('applications', () => workplace().applications.submit(actor, id, revision))
      emit('verification')
      if (submitted.application.sentTo !== null) workplace().sync.now()
      return submitted
    },
    'applications.cancel': ({ id, reason }, { actor }) => {
      changing('applications', () => workplace().applications.cancel(actor, id, reason))
      return {}
    },
    'applications.search': ({ text }) => workplace().applications.search(text),
    'applications.duplicates': ({ id }) => workplace().applications.duplicates(id),

    ...createScanningHandlers(premises),
    ...createPacketHandlers(premises),
    'pages.add': async ({ applicationId, bytes, document }, { actor }) => {
      const { documents, journal } = workplace()
      const answer = await changingPages(documents.add(actor, applicationId, bytes, document))
      if (answer.preview) journal.access(actor.id, 'scan', applicationId)
      return { ...answer, preview: answer.preview && new Uint8Array(answer.preview) }
    },
    'pages.describe': ({ pageId, document, memberId }, { actor }) =>
      workplace().documents.describe(actor, pageId, document, memberId),
    'pages.turn': ({ pageId, quarterTurns }, { actor }) =>
      changingPages(workplace().documents.turn(actor, pageId, quarterTurns)),
    'pages.crop': ({ pageId, corners }, { actor }) =>
      changingPages(workplace().documents.crop(actor, pageId, corners)),
    'pages.readings': ({ applicationId }) => {
      const { documents } = workplace()
      documents.readNow(applicationId)
      return documents.readings(applicationId)
    },
    'pages.remove': ({ pageId }, { actor }) => {
      workplace().documents.remove(actor, pageId)
      return {}
    },
    'pages.restore': ({ pageId }, { actor }) => workplace().documents.restore(actor, pageId),

    'verification.queue': (_, { actor }) => workplace().verification.queue(actor),
    'verification.case': ({ id }, { actor }) => workplace().verification.case(actor, id),
    'verification.decide': ({ id, outcome, reason }, { actor }) => {
      changing('verification', () => workplace().verification.decide(actor, id, outcome, reason))
      return {}
    },
    'verification.take-back': ({ id }, { actor }) => {
      changing('verification', () => workplace().verification.takeBack(actor, id))
      return {}
    },
    'verification.sign': async ({ password }, { actor }) => {
      const { verification, sync } = workplace()
      const signed = await verification.sign(actor, password, accounts().confirmPassword)
      emit('verification')
      emit('applications')
      if (signed.approved > 0) sync.now()
      return signed
    },

    ...createCorrectionHandlers(premises, emit),
    'sync.status': () => workplace().sync.status(),
    'sync.records': ({ state, offset }) => workplace().sync.records(state, offset),
    'sync.history': ({ offset }) => workplace().sync.history(offset),
    'sync.now': () => workplace().sync.now(),
    'sync.limit': () => ({ limit: readSetting(workplace().store, 'line-limit') }),
    'sync.change-limit': ({ limit }, { actor }) => {
      changeSetting(actor.id, 'sync.change-limit', () => writeSetting(workplace().store, 'line-limit', limit))
      return { limit }
    },
    'sync.retry': ({ id }, { actor }) => {
      const { store, journal, sync } = workplace()
      transact(store, () => {
        sync.retry(id)
        journal.audit({ actor: actor.id, action: 'sync.retry', subject: id })
      })
      return {}
    },

    'office.get': () => {
      const { store } = workplace()
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
        writeSetting(workplace().store, 'office', settings),
      )
      emit('session')
      return settings
    },
    'office.change-rules': (rules, { actor }) => {
      changeSetting(actor.id, 'office.change-rules', () => writeSetting(workplace().store, 'rules', rules))
      emit('applications')
      return rules
    },
    'office.change-centre': (entered, { actor }) => {
      const settings = withPassword(entered)
      changeSetting(actor.id, 'office.change-centre', () =>
        writeSetting(workplace().store, 'centre', settings),
      )
      workplace().sync.now()
      return {}
    },
    'office.try-centre': async (entered) => {
      const began = performance.now()
      const line = await connectToCentral(withPassword(entered))
      try {
        const { office } = await line.hello(getOffice(workplace().store).deviceId, clock())
        return { office, milliseconds: Math.round(performance.now() - began) }
      } finally {
        await line.close()
      }
    },

    'journal.audit': ({ before }) => latestAudit(workplace().store, before),
    'journal.access': ({ before }) => latestAccess(workplace().store, before),
    'journal.check': async () => {
      const { store } = workplace()
      const { rows, brokenAt } = await brokenLink(store)
      return { auditRows: rows, brokenAt, ...(await accounts().check()) }
    },

    'backups.list': () => listBackups(premises.folder()),
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
