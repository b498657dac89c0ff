/**
 * The process in which the core lives under Electron, as its utility process: hashing, encryption and waiting for the
 * disk would otherwise hold up the thread through which Chromium passes every key press. `core-connection.ts` is the
 * other end.
 */
import { createCore } from '../core/core.ts'
import { defaultDataFolder } from '../store/data-folder.ts'
import { connectParent, type DirectPort } from '../workers/queue/parent-port.ts'
import { type FromCore, LineCall, ToCore } from './core-messages.ts'
import { createHostedJobs } from './hosted-jobs.ts'

const tell = connectParent<FromCore>((message, lines) => hear(ToCore.parse(message), lines))
const jobs = createHostedJobs(tell)
const core = createCore({
  folder: defaultDataFolder(),
  startImaging: jobs.starter('imaging-process'),
  startReading: jobs.starter('reading-process'),
  startScanning: jobs.starter('scanning-process'),
  nativeBinding: process.env.SOLID_SQLITE_ADDON,
  host: 'desktop',
  version: process.argv.at(-1) ?? '',
})
core.onEvent((event) => tell({ kind: 'event', event }))

async function hear(message: ToCore, [line]: readonly DirectPort[]): Promise<void> {
  switch (message.kind) {
    case 'call': {
      const { number, connection, name, input } = message
      return tell({ kind: 'answer', number, value: await core.call(connection, name, input) })
    }
    case 'scan': {
      const { number, connection, pageId, size } = message
      return tell({ kind: 'answer', number, value: await core.readScan(connection, pageId, size) })
    }
    case 'file-line':
      return line && answerOn(line, message.connection)
    case 'job-started':
      return jobs.started(message.number, line)
    case 'job-ended':
      return jobs.ended(message.number)
    case 'close':
      await core.close()
      process.exit()
  }
}

/** A window may send anything: what is no call has no answer. */
function answerOn(line: DirectPort, connection: string): void {
  line.on('message', async ({ data }) => {
    const asked = LineCall.safeParse(data).data
    if (!asked) return
    const { number, name, input } = asked
    line.postMessage({ number, answer: await core.call(connection, name, input) })
  })
  line.start()
}
