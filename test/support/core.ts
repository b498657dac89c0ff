import { type Core, createCore } from '../../main/core/core.ts'
import { startImagingInNode } from '../../main/workers/imaging/client.ts'
import { startOcrInNode } from '../../main/workers/ocr/client.ts'
import type { StartProcess } from '../../main/workers/queue/job-queue.ts'
import { startScanningInNode } from '../../main/workers/scanning/client.ts'
import { type CallInput, type CallName, type CallOutput, contract } from '../../shared/contract/contract.ts'
import { endlessTimeouts } from './timeouts.ts'

/** A core as the browser host runs it, on a folder of the test's own. */
export function startCore(folder: string, startOcr: StartProcess = startOcrInNode): Core {
  return createCore({
    folder,
    startImaging: startImagingInNode,
    startOcr,
    timeouts: endlessTimeouts,
    startScanning: startScanningInNode,
    host: 'browser',
    version: '0.0.0-test',
  })
}

/** For what is not about reading, which takes seconds for each page: it is not done yet when the test ends. */
export const startNoReading: StartProcess = () => ({
  post: () => undefined,
  onMessage: () => undefined,
  onExit: () => undefined,
  kill: () => undefined,
})

const definitions: {
  readonly [Name in CallName]: { readonly output: { parse(raw: unknown): CallOutput<Name> } }
} = contract

/** Makes a call and gives its parsed value; throws the problem's code where there is one. */
export async function ask<Name extends CallName>(
  core: Core,
  connection: string,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const result = await core.call(connection, name, input)
  if (!result.ok) throw new Error(`${name}: ${result.problem.code}`)
  return definitions[name].output.parse(result.value)
}

/** Made up for tests; twelve characters are the least that is accepted. */
export const testPassword = 'kucing makan ikan asin'

/** Sets an office up with one person of every role, signed in on `connection`; gives the recovery key. */
export async function setUpOffice(core: Core, connection: string): Promise<string> {
  const { recoveryKey } = await ask(core, connection, 'session.set-up', {
    office: { code: '3271031006', name: 'Kelurahan Sempur' },
    centre: null,
    administrator: {
      username: 'rina',
      name: 'Rina Wulandari',
      password: testPassword,
      roles: ['petugas', 'verifikator', 'admin'],
    },
  })
  return recoveryKey
}
