/**
 * The process that decodes foreign files. It may die of any of them without taking the application along, holds
 * nothing but the page at hand, writes no file and says nothing but its replies. Started by Electron as a utility
 * process or by Node as a fork; `imaging.ts` is the other end.
 */
import './imaging/memory-only.ts'
import { Problem } from '../../shared/problems.ts'
import { guardMemory, hasGrown } from './imaging/memory-guard.ts'
import { type ImagingReply, ImagingRequest } from './imaging/messages.ts'
import { perform } from './imaging/perform.ts'

/** What an Electron utility process finds in `process.parentPort`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const isParentPort = (candidate: unknown): candidate is ParentPort =>
  typeof candidate === 'object' && candidate !== null && 'postMessage' in candidate

const reply = connect(answer)
guardMemory(() => reply({ kind: 'refused', problem: { code: 'image-too-large', data: {} } }))

/** Listens to whichever parent there is, and gives the way to answer it. */
function connect(listener: (message: unknown) => void): (message: ImagingReply) => void {
  const parentPort: unknown = Reflect.get(process, 'parentPort')
  if (isParentPort(parentPort)) {
    parentPort.on('message', (event) => listener(event.data))
    return (message) => parentPort.postMessage(message)
  }
  process.on('message', listener)
  process.on('disconnect', () => process.exit())
  return (message) => process.send?.(message)
}

async function answer(message: unknown): Promise<void> {
  try {
    for await (const output of perform(ImagingRequest.parse(message))) reply({ kind: 'output', output })
    reply({ kind: 'done', grown: hasGrown() })
  } catch (error) {
    // What we did not foresee ends the process: the parent reports that it stopped and starts another.
    if (!(error instanceof Problem)) process.exit(1)
    reply({ kind: 'refused', problem: error.toValue() })
  }
}
