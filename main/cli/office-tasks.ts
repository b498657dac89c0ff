import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import { type Accounts, createAccounts } from '../accounts/accounts.ts'
import { createServices, type Services } from '../core/services.ts'
import { checkAdministratorCode, openActivation } from '../identity/activation-file.ts'
import { findBrokenLink } from '../journal/audit-chain.ts'
import { inventFamilies } from '../specimens/invent-families.ts'
import { backupFolder } from '../store/backup.ts'
import { systemClock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { seedFamilies } from '../training/seed-families.ts'
import { createImaging, type ImagingClient, startImagingInNode } from '../workers/imaging/client.ts'

export interface Credentials {
  folder: string
  username: string
  password: string
}

const clock = systemClock
const nativeBinding = process.env.SOLID_SQLITE_ADDON

/** Prints unexpected errors without their message, which could contain personal data. */
const report = (error: unknown): void => console.error(error instanceof Error ? error.name : 'unexpected')

const openAccounts = (folder: string): Accounts => createAccounts({ folder, clock, nativeBinding })

/** Unlocks the store for one piece of work and closes it again, whatever happens. */
async function withOffice<Result>(
  { folder, username, password }: Credentials,
  task: (
    place: Services & { accounts: Accounts; imaging: ImagingClient; user: SignedInUser },
  ) => Promise<Result>,
): Promise<Result> {
  const accounts = openAccounts(folder)
  const imaging = createImaging(startImagingInNode)
  try {
    if (!accounts.isSetUp()) throw new Problem('not-set-up')
    const { store, user } = await accounts.signIn(username, password)
    return await task({ ...createServices({ store, imaging, clock, report }), accounts, imaging, user })
  } finally {
    imaging.stop()
    await accounts.close()
  }
}

/** The recovery key is printed here and nowhere else: it goes to Diskominfo's safe. */
export async function initOffice(
  { folder, username, password }: Credentials,
  code: string,
  name: string,
  centreFile: string | undefined,
) {
  const centre = centreFile === undefined ? null : readCentre(centreFile)
  const accounts = openAccounts(folder)
  try {
    const { recoveryKey } = await accounts.setUp({
      office: { code, name },
      centre,
      administrator: { username, name: 'Admin TI', password, roles: ['admin', 'verifikator'] },
      training: false,
    })
    return { office: code, user: username, recoveryKey }
  } finally {
    await accounts.close()
  }
}

/**
 * An activation file and what opens it; never on the command line, which every process of the machine can
 * read.
 */
export interface ActivationSource {
  file: string
  passphrase: string
  /** The one-time code for the first administrator. */
  code: string
}

const readActivation = ({ file, passphrase }: ActivationSource) =>
  openActivation(fs.readFileSync(file, 'utf8'), passphrase, clock)

/** As the wizard does it: office and connection come from the activation file. */
export async function initActivatedOffice(
  { folder, username, password }: Credentials,
  source: ActivationSource,
) {
  const activation = await readActivation(source)
  await checkAdministratorCode(activation, source.code)
  const { office, centre } = activation
  const accounts = openAccounts(folder)
  try {
    const { recoveryKey } = await accounts.setUp({
      office,
      centre,
      activation,
      training: false,
      administrator: { username, name: 'Admin TI', password, roles: ['admin', 'verifikator'] },
    })
    return { office: office.code, user: username, recoveryKey }
  } finally {
    await accounts.close()
  }
}

/** Takes a new activation, also for an office that was revoked. */
export async function reactivateOffice(
  { folder, username, password }: Credentials,
  source: ActivationSource,
) {
  const activation = await readActivation(source)
  const accounts = openAccounts(folder)
  try {
    if (!accounts.isSetUp()) throw new Problem('not-set-up')
    await accounts.reactivate({ username, password, activation })
    return { office: activation.office.code, keys: activation.enrolment.certificate.number }
  } finally {
    await accounts.close()
  }
}

/** Reads what `npm run central -- office add --json` printed. */
function readCentre(file: string): CentreSettings {
  const parsed = CentreSettings.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Problem('input-malformed', {}, { cause: parsed.error })
  return parsed.data
}

/**
 * Fills an office with invented families; only one that holds nobody yet, so that invented people can never
 * stand among real ones. A second invented account submits what the one signed in decides.
 */
export const seedOffice = (credentials: Credentials, families: number, approved: boolean) =>
  withOffice(credentials, async ({ accounts, imaging, user, ...services }) => {
    if (services.store.prepare('SELECT 1 FROM applications').get()) throw new Problem('office-not-empty')
    const clerk = await accounts.create(user, {
      username: 'petugas-uji',
      name: 'Petugas Uji',
      roles: ['petugas'],
      password: randomBytes(24).toString('base64url'),
    })
    const invented = inventFamilies({
      seed: 'kantor',
      count: families,
      office: getOffice(services.store).office,
      disagreements: !approved,
    })
    return seedFamilies(
      {
        ...services,
        drawCard: imaging.drawSpecimen,
        clerk,
        verifier: user,
        confirmPassword: accounts.confirmPassword,
        verifierPassword: credentials.password,
      },
      invented,
      () => (approved ? 'setuju' : 'submitted'),
    )
  })

export const showStatus = (credentials: Credentials) =>
  withOffice(credentials, async ({ store, sync }) => {
    const counts = store
      .prepare<[], { status: string; number: number }>(
        'SELECT status, COUNT(*) AS number FROM applications GROUP BY status',
      )
      .all()
    const { connection, waiting, refused, delivered, bytesSent, bytesTotal, isLimited, lastDeliveredAt } =
      sync.status()
    const [lastRun] = sync.history(0).runs
    return {
      ...Object.fromEntries(counts.map(({ status, number }) => [status, number])),
      line: connection,
      waiting,
      refused,
      delivered,
      bytesSent,
      bytesTotal,
      isLimited,
      lastDeliveredAt,
      lastRunAt: lastRun?.endedAt ?? null,
      lastProblem: lastRun?.problem ?? null,
    }
  })

export const syncOnce = (credentials: Credentials) =>
  withOffice(credentials, async ({ sync }) => {
    const { problem, ...counts } = await sync.runOnce()
    return { ...counts, problem: problem?.code ?? null }
  })

export const checkOffice = (credentials: Credentials) =>
  withOffice(credentials, async ({ store, accounts }) => {
    const { storeSound, scansSound } = await accounts.check()
    const { rows, brokenAt } = await findBrokenLink(store)
    return {
      sound: storeSound && scansSound && brokenAt === null,
      storeSound,
      scansSound,
      auditRows: rows,
      brokenAt,
    }
  })

export const backUpOffice = (credentials: Credentials) =>
  withOffice(credentials, async ({ accounts, journal, user }) => {
    const backup = await accounts.createBackup()
    journal.audit({ actor: user.id, action: 'backups.create', subject: backup.name })
    return { ...backup, folder: path.join(backupFolder(credentials.folder), backup.name) }
  })

/**
 * `backup` is the name of one of this office's backups, or a folder. The store it replaces stays beside it.
 */
export async function restoreOffice({ folder, username, password }: Credentials, backup: string) {
  const named = path.join(backupFolder(folder), backup)
  const accounts = openAccounts(folder)
  try {
    await accounts.restore(fs.existsSync(named) ? named : path.resolve(backup), { username, password })
    return { restored: backup }
  } finally {
    await accounts.close()
  }
}
