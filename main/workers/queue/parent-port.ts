import { Problem } from '../../../shared/problems.ts'
import type { JobReply } from './job-queue.ts'

/** One end of a line between two processes that a third has brought together: Electron's MessagePortMain. */
export interface DirectPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
  /** Messages wait until then. */
  start(): void
}

/** What the host sends along with such an end to whoever does not ask for it: talk to this one instead of me. */
export const DIRECT_PORT_MESSAGE = 'use-direct-line'

/** What an Electron utility process finds in `process.parentPort`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: DirectPort[] }) => void): void
  postMessage(message: unknown): void
}

const isParentPort = (candidate: unknown): candidate is ParentPort =>
  typeof candidate === 'object' && candidate !== null && 'postMessage' in candidate

/**
 * Listens to whichever parent there is, Electron's or Node's, and gives the way to answer it. The listener is given the
 * direct lines that came with a message; one that came with `useDirectLine` takes the parent's place.
 */
export function connectParent<Message>(
  listener: (message: unknown, lines: readonly DirectPort[]) => void,
): (message: Message) => void {
  const parentPort: unknown = Reflect.get(process, 'parentPort')
  if (isParentPort(parentPort)) {
    let line: Pick<DirectPort, 'postMessage'> = parentPort
    parentPort.on('message', ({ data, ports: [direct, ...others] }) => {
      if (data !== DIRECT_PORT_MESSAGE || direct === undefined)
        return listener(data, direct ? [direct, ...others] : [])
      line = direct
      direct.on('message', (event) => listener(event.data, []))
      direct.start()
    })
    return (message) => line.postMessage(message)
  }
  process.on('message', (message) => listener(message, []))
  process.on('disconnect', () => process.exit())
  return (message) => process.send?.(message)
}

/**
 * The other end of a job queue, called once by the process that does its jobs: `perform` is given each message
 * and gives the outputs as they are ready; `hasGrown` says whether so much memory stayed behind that the next
 * job should begin in a fresh process. @returns how to refuse the job at hand from elsewhere
 */
export function doJobs<Output>(
  perform: (request: unknown) => AsyncIterable<Output>,
  hasGrown: () => boolean,
): (problem: Problem) => void {
  const reply = connectParent<JobReply<Output>>(answer)

  async function answer(message: unknown): Promise<void> {
    try {
      for await (const output of perform(message)) reply({ kind: 'output', output })
      reply({ kind: 'done', grown: hasGrown() })
    } catch (error) {
      // What we did not foresee ends the process: the parent reports that it stopped and starts another.
      if (!(error instanceof Problem)) process.exit(1)
      reply({ kind: 'refused', problem: error.toValue() })
    }
  }
  return (problem) => reply({ kind: 'refused', problem: problem.toValue() })
}
