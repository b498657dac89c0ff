/**
 * The process that decodes foreign files. It may die of any of them without taking the application along, holds
 * nothing but the page at hand, writes no file and says nothing but its replies. Started by Electron as a utility
 * process or by Node as a fork; `imaging.ts` is the other end.
 */
import './memory-only.ts'
import os from 'node:os'
import { Problem } from '../../../shared/problems.ts'
import { lowerPriority } from '../queue/lower-priority.ts'
import { serveJobs } from '../queue/parent-port.ts'
import { shouldRestart, watchMemory } from './memory-guard.ts'
import { ImagingRequest } from './messages.ts'
import { perform } from './perform.ts'
import { warmUp } from './warm-up.ts'

lowerPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

/** Milliseconds in which a page would come that the process was started for: nothing is warmed up beside that. */
const firstPage = 100
const warming = setTimeout(warmUp, firstPage)

const refuse = serveJobs((message) => {
  clearTimeout(warming)
  return perform(ImagingRequest.parse(message))
}, shouldRestart)
watchMemory(() => refuse(new Problem('image-too-large')))
