import { Problem } from '../../../shared/problems.ts'
import type { JobReply } from './job-queue.ts'

/** One end of a message channel between two processes that a third has connected: Electron's MessagePortMain. */
export interface DirectPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
  /** Messages are queued until then. */
  start(): void
}

/** Sent with such a port: the receiver is to use it in place of its parent. */
export const DIRECT_PORT_MESSAGE = 'use-direct-port'

/** `process.parentPort` of an Electron utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: DirectPort[] }) => void): void
  postMessage(message: unknown): void
}

const isParentPort = (candidate: unknown): candidate is ParentPort =>
  typeof candidate === 'object' && candidate !== null && 'postMessage' in candidate

/**
 * Connects to the parent process, Electron's or Node's.
 *
 * @param listener also receives the ports that were transferred with a message; a port that came with
 *   DIRECT_PORT_MESSAGE replaces the parent
 * @returns sends a message to the parent
 */
export function connectToParent<Message>(
  listener: (message: unknown, ports: readonly DirectPort[]) => void,
): (message: Message) => void {
  const parentPort: unknown = Reflect.get(process, 'parentPort')
  if (isParentPort(parentPort)) {
    let target: Pick<DirectPort, 'postMessage'> = parentPort
    parentPort.on('message', ({ data, ports: [direct, ...others] }) => {
      if (data !== DIRECT_PORT_MESSAGE || direct === undefined)
        return listener(data, direct ? [direct, ...others] : [])
      target = direct
      direct.on('message', (event) => listener(event.data, []))
      direct.start()
    })
    return (message) => target.postMessage(message)
  }
  process.on('message', (message) => listener(message, []))
  process.on('disconnect', () => process.exit())
  return (message) => process.send?.(message)
}

/**
 * The other end of a job queue, called once by the worker process: `perform` receives each request and yields the
 * outputs as they are ready; `needsRestart` says whether so much memory was not freed that the next job should
 * begin in a fresh process.
 *
 * @returns refuses the current job from elsewhere
 */
export function serveJobs<Output>(
  perform: (request: unknown) => AsyncIterable<Output>,
  needsRestart: () => boolean,
): (problem: Problem) => void {
  const reply = connectToParent<JobReply<Output>>(answer)

  async function answer(message: unknown): Promise<void> {
    try {
      for await (const output of perform(message)) reply({ kind: 'output', output })
      reply({ kind: 'done', needsRestart: needsRestart() })
    } catch (error) {
      // An unexpected error ends the process: the parent reports that it stopped and starts another.
      if (!(error instanceof Problem)) process.exit(1)
      reply({ kind: 'refused', problem: error.toValue() })
    }
  }
  return (problem) => reply({ kind: 'refused', problem: problem.toValue() })
}
