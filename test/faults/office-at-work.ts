import { randomBytes } from 'node:crypto'
import { createAccounts } from '../../main/accounts/accounts.ts'
import { createWorkplace } from '../../main/core/core.ts'
import { systemClock } from '../../main/store/clock.ts'
import { decodedPages } from '../support/counter.ts'
import { familyForm } from '../support/family.ts'

/**
 * The victim of the kill tests: an office process that registers, approves and replicates without a pause, and
 * says on standard output what it has acknowledged, a line at a time, after the act has returned. What is said
 * here must be found again whatever happens next.
 *
 *   node office-at-work.ts FOLDER FIRST_SERIAL
 */
export const password = 'rahasia uji bunuh proses'

if (import.meta.main) await work(process.argv[2] ?? '', Number(process.argv[3]))

async function work(folder: string, firstSerial: number): Promise<void> {
  const accounts = createAccounts({ folder, clock: systemClock })
  const { store, user: verifier } = await accounts.signIn('admin', password)
  const clerk = accounts.list().find(({ username }) => username === 'petugas')
  if (!clerk) throw new Error('the office has no clerk')
  const { applications, documents, verification, sync } = createWorkplace({
    store,
    imaging: decodedPages,
    clock: systemClock,
    report: () => process.exit(3),
  })
  sync.start()
  acknowledge('ready')
  for (let serial = firstSerial; ; serial++) {
    const { id, revision, kind } = applications.create(clerk, 'pendaftaran')
    await documents.add(clerk, id, scan(), 'kk')
    await documents.add(clerk, id, scan(), 'ktp')
    acknowledge(`pages ${id}`)
    const saved = applications.save(clerk, { id, revision, kind, form: familyForm(serial) })
    const { number } = applications.submit(clerk, id, saved.revision)
    acknowledge(`submitted ${id} ${number}`)
    if (serial % 3 === 0) {
      for (const { id: waiting } of verification.queue(verifier))
        verification.decide(verifier, waiting, 'setuju', '')
      // The password's cost is not what is under test here.
      await verification.sign(verifier, password, async () => undefined)
      acknowledge('signed')
      sync.now()
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/** As incompressible and as large as a scan. */
function scan(): Uint8Array {
  const bytes = randomBytes(200_000)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}

/** Written to the pipe before the call returns: what the parent has read was acknowledged. */
function acknowledge(line: string): void {
  process.stdout.write(`${line}\n`)
}
