import { randomBytes } from 'node:crypto'
import { flushCompileCache } from 'node:module'
import { z } from 'zod'
import { createServices } from '../../main/core/services.ts'
import { systemClock } from '../../main/store/clock.ts'
import { getOffice } from '../../main/store/office.ts'
import { openStore } from '../../main/store/store.ts'
import { decodedPages } from '../support/counter.ts'
import { familyForm } from '../support/family.ts'
import { seededRandom } from '../support/seeded-random.ts'

/**
 * The process that the kill tests kill: an office that registers, approves and replicates without a pause,
 * and writes to standard output what it has acknowledged, one line each, after the call has returned. All of
 * that must survive.
 *
 *   node office-process.ts '{"folder":…,"key":…,"clerk":…,"verifier":…,"serial":…,"seed":…}'
 */
const OfficeProcessOptions = z.object({
  folder: z.string(),
  /** The store's key in hex: a password's cost is not what is under test here. */
  key: z.string(),
  clerk: z.object({ id: z.string(), name: z.string() }),
  verifier: z.object({ id: z.string(), name: z.string() }),
  /** The first family that was not used before. */
  serial: z.int(),
  seed: z.int(),
})
export type OfficeProcessOptions = z.infer<typeof OfficeProcessOptions>

if (import.meta.main) await work(OfficeProcessOptions.parse(JSON.parse(process.argv[2] ?? '')))

async function work({ folder, key, clerk, verifier, serial, seed }: OfficeProcessOptions): Promise<void> {
  const store = openStore(folder, Buffer.from(key, 'hex'))
  const { applications, documents, verification, sync } = createServices({
    store,
    imaging: decodedPages,
    clock: systemClock,
    report: () => process.exit(3),
  })
  const random = seededRandom(seed)
  const { code: village } = getOffice(store).office
  sync.start()
  acknowledge('ready')
  // For the runs that follow.
  flushCompileCache()
  for (let family = serial; ; family++) {
    const { id, revision, kind } = applications.create(clerk, 'pendaftaran')
    await documents.add(clerk, id, scan(random()), 'kk')
    await documents.add(clerk, id, scan(random()), 'ktp')
    acknowledge(`pages ${id}`)
    const saved = applications.save(clerk, {
      id,
      revision,
      kind,
      form: familyForm(family, { village }),
    })
    const { number } = applications.submit(clerk, id, saved.revision)
    acknowledge(`submitted ${id} ${number}`)
    if (random() < 0.5) {
      const queue = verification.queue(verifier)
      for (const waiting of queue) verification.decide(verifier, waiting.id, 'setuju', '')
      await verification.sign(verifier, '', async () => undefined)
      acknowledge(`approved ${queue.map((entry) => entry.id).join(' ')}`)
      sync.now()
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/** As incompressible as a scan: most are one piece for the centre, some are several. */
function scan(size: number): Uint8Array {
  const bytes = randomBytes(size < 0.05 ? 400_000 : 3_000 + Math.floor(size * 30_000))
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}

/** Written to the pipe before the call returns: what the parent has read was acknowledged. */
function acknowledge(line: string): void {
  process.stdout.write(`${line}\n`)
}
