/** Work in processes of their own, which may die or hang without the application noticing more than a Problem. */

export { giveWay } from './give-way.ts'
export {
  createJobQueue,
  type JobProcess,
  type Patience,
  type StartProcess,
} from './job-queue.ts'
export { connectParent, type DirectLine, doJobs, useDirectLine } from './parent.ts'
export { type ForkedProcess, startInNode } from './start-in-node.ts'
