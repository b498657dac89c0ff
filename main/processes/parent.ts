import { Problem } from '../../shared/problems.ts'
import type { JobReply } from './job-queue.ts'

/** What an Electron utility process finds in `process.parentPort`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const isParentPort = (candidate: unknown): candidate is ParentPort =>
  typeof candidate === 'object' && candidate !== null && 'postMessage' in candidate

/** Listens to whichever parent there is, Electron's or Node's, and gives the way to answer it. */
export function connectParent<Message>(listener: (message: unknown) => void): (message: Message) => void {
  const parentPort: unknown = Reflect.get(process, 'parentPort')
  if (isParentPort(parentPort)) {
    parentPort.on('message', (event) => listener(event.data))
    return (message) => parentPort.postMessage(message)
  }
  process.on('message', listener)
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
