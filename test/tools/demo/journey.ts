import fs from 'node:fs/promises'
import path from 'node:path'
import type { Connection } from 'mysql2/promise'
import { createAccounts } from '../../../main/accounts/accounts.ts'
import type { Core } from '../../../main/core/core.ts'
import { inventFamilies } from '../../../main/specimens/invent-families.ts'
import type { SpecimenFamily } from '../../../main/specimens/specimen-family.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { specimenDrawings } from '../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../main/workers/specimens/render-specimen.ts'
import type { CentreSettings, Office } from '../../../shared/office.ts'
import type { Outcome } from '../../../shared/status.ts'
import { compareWithCentre } from '../../support/compare-with-centre.ts'
import { ask, startCore } from '../../support/core.ts'

export interface JourneyOptions {
  /** An empty folder for the office's store and the pictures. */
  folder: string
  office: Office
  families: number
  seed: string
  centre: CentreSettings
  /** Stands in the centre's database. */
  administrator: Connection
  say: (sentence: string) => void
}

export interface JourneyResult {
  families: number
  applications: number
  members: number
  scans: number
  approved: number
  rejected: number
  returned: number
  replicated: number
  mismatches: string[]
}

const passwords = {
  admin: 'rahasia admin demo',
  petugas: 'rahasia petugas demo',
  verifikator: 'rahasia verifikator demo',
}

/** One family in ten is rejected, one in ten comes back and is submitted again. */
function outcomeOf({ number }: SpecimenFamily): Outcome {
  if (number % 10 === 0) return 'tolak'
  return number % 10 === 5 ? 'kembalikan' : 'setuju'
}

/** The whole journey by calls of the contract, as the screens make them. */
export async function runJourney(options: JourneyOptions): Promise<JourneyResult> {
  const { folder, say } = options
  const families = invent(options)
  const pictures = await drawPictures(path.join(folder, 'pictures'), families, say)
  const data = path.join(folder, 'data')
  const core = startCore(data)
  try {
    await openOffice(core, options)
    const ids = new Map<SpecimenFamily, string>()
    for (const family of families) {
      ids.set(family, await register(core, family, pictures.get(family) ?? []))
    }
    say(`${ids.size} families registered from their pictures and submitted`)
    await decide(core, ids, outcomeOf)
    const returned = new Map([...ids].filter(([family]) => outcomeOf(family) === 'kembalikan'))
    for (const id of returned.values()) await submitAgain(core, id)
    await decide(core, returned, () => 'setuju')
    const rejected = [...ids.keys()].filter((family) => outcomeOf(family) === 'tolak').length
    say(
      `${ids.size - rejected} approved, ${rejected} rejected, ${returned.size} returned and submitted again`,
    )
    const replicated = await untilDelivered(core)
    return {
      families: families.length,
      applications: ids.size,
      members: [...ids.keys()].reduce((sum, { form }) => sum + form.members.length, 0),
      approved: ids.size - rejected,
      rejected,
      returned: returned.size,
      replicated,
      ...(await compare(core, data, options.administrator)),
    }
  } finally {
    await core.close()
  }
}

/** Families with findings to answer, but none whose people have an application open with another family. */
function invent({ seed, families, office }: JourneyOptions): SpecimenFamily[] {
  return inventFamilies({ seed, count: families * 2, office, disagreements: true })
    .filter(({ disagreements }) => disagreements.every(({ otherNumber }) => otherNumber === null))
    .slice(0, families)
    .map((family, index) => ({ ...family, number: index + 1 }))
}

/** Files named by number: no name or NIK in a file name, not even an invented one. */
async function drawPictures(
  folder: string,
  families: readonly SpecimenFamily[],
  say: (sentence: string) => void,
): Promise<Map<SpecimenFamily, string[]>> {
  await fs.mkdir(folder, { recursive: true })
  const pictures = new Map<SpecimenFamily, string[]>()
  for (const family of families) {
    const files: string[] = []
    for (const [index, drawing] of specimenDrawings(family).slice(0, 2).entries()) {
      const file = path.join(folder, `${family.number}-${index}-${drawing.document}.jpg`)
      await fs.writeFile(file, await renderSpecimen(drawing))
      files.push(file)
    }
    pictures.set(family, files)
  }
  say(`${families.length} families' cards drawn`)
  return pictures
}

async function openOffice(core: Core, { office, centre }: JourneyOptions): Promise<void> {
  await ask(core, 'admin', 'session.set-up', {
    office,
    centre,
    administrator: { username: 'admin', name: 'Admin Demo', password: passwords.admin, roles: ['admin'] },
  })
  for (const role of ['petugas', 'verifikator'] as const) {
    const password = passwords[role]
    await ask(core, 'admin', 'accounts.create', {
      username: role,
      name: `Demo ${role}`,
      roles: [role],
      password,
    })
    await ask(core, role, 'session.sign-in', { username: role, password })
  }
}

/** Gives the application's id. */
async function register(core: Core, family: SpecimenFamily, files: readonly string[]): Promise<string> {
  const { id, revision, kind } = await ask(core, 'petugas', 'applications.create', { kind: 'pendaftaran' })
  for (const [index, file] of files.entries()) {
    const bytes = new Uint8Array(await fs.readFile(file))
    await ask(core, 'petugas', 'pages.add', {
      applicationId: id,
      bytes,
      document: index === 0 ? 'kk' : 'ktp',
    })
  }
  const typed = await ask(core, 'petugas', 'applications.save', { id, revision, kind, form: family.form })
  const overrides = typed.findings
    .filter((finding) => finding.overridable)
    .map(({ memberId, code }) => ({ memberId, code, reason: 'Sesuai KTP dan KK asli.' }))
  const form = { ...family.form, overrides }
  const saved = await ask(core, 'petugas', 'applications.save', { id, revision: typed.revision, kind, form })
  await ask(core, 'petugas', 'applications.submit', { id, revision: saved.revision })
  return id
}

async function decide(
  core: Core,
  ids: ReadonlyMap<SpecimenFamily, string>,
  outcome: (family: SpecimenFamily) => Outcome,
): Promise<void> {
  if (ids.size === 0) return
  for (const [family, id] of ids) {
    const reason = outcome(family) === 'setuju' ? '' : 'Periksa kembali berkasnya.'
    await ask(core, 'verifikator', 'verification.decide', { id, outcome: outcome(family), reason })
  }
  await ask(core, 'verifikator', 'verification.sign', { password: passwords.verifikator })
}

async function submitAgain(core: Core, id: string): Promise<void> {
  const { revision } = await ask(core, 'petugas', 'applications.get', { id })
  await ask(core, 'petugas', 'applications.submit', { id, revision })
}

/** Waits for the replication in the background; gives the number of records that the centre has confirmed. */
async function untilDelivered(core: Core): Promise<number> {
  await ask(core, 'admin', 'sync.now', {})
  for (let waited = 0; ; waited += 100) {
    const { waiting, delivered, problem } = await ask(core, 'admin', 'sync.status', {})
    if (waiting === 0 || waited > 300_000) return delivered
    if (problem !== null && problem.code !== 'centre-unreachable') return delivered
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Closes the office first: the store is read by the one process that may. */
async function compare(
  core: Core,
  folder: string,
  administrator: Connection,
): Promise<{ scans: number; mismatches: string[] }> {
  await core.close()
  const accounts = createAccounts({ folder, clock: systemClock })
  try {
    const { store } = await accounts.signIn('admin', passwords.admin)
    const { scans, mismatches } = await compareWithCentre(store, administrator)
    return { scans, mismatches }
  } finally {
    await accounts.close()
  }
}
