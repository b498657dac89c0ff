/**
 * The process in which the core lives under Electron, as its utility process: hashing, encryption and waiting for the
 * disk would otherwise hold up the thread through which Chromium passes every key press. `core-connection.ts` is the
 * other end.
 */
import { createCore } from '../core/core.ts'
import { defaultDataFolder } from '../store/data-folder.ts'
import { connectToParent, type DirectPort } from '../workers/queue/parent-port.ts'
import { FilePortCall, type FromCore, ToCore } from './core-messages.ts'
import { createHostedJobs } from './hosted-jobs.ts'

const send = connectToParent<FromCore>((message, lines) => receive(ToCore.parse(message), lines))
const jobs = createHostedJobs(send)
const core = createCore({
  folder: defaultDataFolder(),
  startImaging: jobs.starter('imaging-process'),
  startOcr: jobs.starter('ocr-process'),
  startScanning: jobs.starter('scanning-process'),
  nativeBinding: process.env.SOLID_SQLITE_ADDON,
  host: 'desktop',
  version: process.argv.at(-1) ?? '',
})
core.onEvent((event) => send({ kind: 'event', event }))

async function receive(message: ToCore, [port]: readonly DirectPort[]): Promise<void> {
  switch (message.kind) {
    case 'call': {
      const { number, connection, name, input } = message
      return send({ kind: 'answer', number, value: await core.call(connection, name, input) })
    }
    case 'scan': {
      const { number, connection, pageId, size } = message
      return send({ kind: 'answer', number, value: await core.readScan(connection, pageId, size) })
    }
    case 'file-port':
      return port && serveFilePort(port, message.connection)
    case 'job-started':
      return jobs.started(message.number, port)
    case 'job-ended':
      return jobs.ended(message.number)
    case 'close':
      await core.close()
      process.exit()
  }
}

/** A window may send anything: what is no call has no answer. */
function serveFilePort(port: DirectPort, connection: string): void {
  port.on('message', async ({ data }) => {
    const asked = FilePortCall.safeParse(data).data
    if (!asked) return
    const { number, name, input } = asked
    port.postMessage({ number, answer: await core.call(connection, name, input) })
  })
  port.start()
}
