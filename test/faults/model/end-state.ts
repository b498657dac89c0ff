import { findBrokenLink } from '../../../main/journal/audit-chain.ts'
import { isFinal, type PlainApplication, type PlainModel } from './plain-model.ts'
import { roles, type World } from './world.ts'

/** Lets everybody finish on good lines, and says in what the world differs from the model. */
export async function findDifferences(model: PlainModel, world: World): Promise<string[]> {
  // What a restored store has forgotten is asked for after a week.
  for (let day = 0; day < 8; day++) await world.nextDay()
  let isQuiet = false
  // Again, receipt, question, answer: each may be had by the sender a day after the one before.
  for (let day = 0; day < 6; day++) {
    await world.nextDay()
    isQuiet = true
    for (const role of roles) isQuiet = (await world.sync(role)) && isQuiet
  }
  const found = isQuiet ? [] : ['something could not be delivered']
  for (const role of roles) {
    const { work, reports } = world.offices[role]
    found.push(...reports.map((report) => `${role} met ${report}`))
    const { refused, waiting } = work.sync.status()
    if (refused + waiting > 0) found.push(`${role}: ${refused} refused, ${waiting} waiting`)
    if ((await findBrokenLink(work.store)).brokenAt !== null) found.push(`${role}: the audit chain is broken`)
  }
  for (const application of model.applications.values()) {
    found.push(...inOffices(application, world), ...(await atCentre(application, world)))
  }
  const twice = await world.centre.rows('SELECT number FROM applications GROUP BY number HAVING COUNT(*) > 1')
  return [...found, ...twice.map(({ number }) => `number ${String(number)} was given twice`)]
}

function inOffices(application: PlainApplication, world: World): string[] {
  const { id, home, status, members, noKk, isForgotten } = application
  const found: string[] = []
  const holders = home === 'alone' ? [home] : (['deciding', home] as const)
  for (const role of holders) {
    if (role === home && isForgotten) continue
    const { applications } = world.offices[role].work
    if (role === 'deciding' && applications.findRouting(id) === undefined) {
      // Taken back before it ever left.
      if (status !== 'dibatalkan' && !isForgotten) found.push(`${id} never came to its kecamatan`)
      continue
    }
    const standing = applications.get(id)
    if (standing.status !== status && !(isForgotten && !isFinal(status))) {
      found.push(`${id} at ${role} is ${standing.status}, not ${status}`)
    }
    if (isForgotten) continue
    const entered = standing.form.members.map(({ nik, proposed }) => `${nik} ${proposed}`)
    const expected = members.map(({ nik, proposed }) => `${nik} ${proposed}`)
    // A whole application that was withdrawn keeps what its form proposed.
    if (status === 'disetujui' && entered.join() !== expected.join()) found.push(`${id} at ${role}: members`)
    if (standing.form.family.noKk !== noKk) found.push(`${id} at ${role}: No. KK`)
  }
  return found
}

async function atCentre({ id, status, members, noKk, isForgotten }: PlainApplication, world: World) {
  if (isForgotten) return []
  const rows = await world.centre.rows(
    `SELECT complete_at IS NOT NULL AS complete, families.no_kk AS noKk,
            (SELECT COUNT(*) FROM pages JOIN scans ON scans.office_id = pages.office_id AND scans.hash = pages.scan
             WHERE pages.application_id = applications.id AND SHA2(scans.bytes, 256) = scans.hash) AS scans,
            (SELECT GROUP_CONCAT(CONCAT(nik, ' ', proposed) ORDER BY position)
             FROM people WHERE people.application_id = applications.id) AS members
     FROM applications JOIN families ON families.application_id = applications.id WHERE applications.id = ?`,
    [id],
  )
  if (status !== 'disetujui' && rows.length === 0) return []
  const expected = {
    complete: 1,
    noKk,
    scans: 2,
    members: members.map(({ nik, proposed }) => `${nik} ${proposed ? 1 : 0}`).join(),
  }
  if (rows.length !== 1) return [`${id} is ${rows.length} times at the centre`]
  return Object.entries(expected)
    .filter(([name, value]) => rows[0]?.[name] !== value)
    .map(([name, value]) => `${id} at the centre: ${name} is ${String(rows[0]?.[name])}, not ${value}`)
}
