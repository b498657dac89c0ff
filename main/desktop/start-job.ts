import { fileURLToPath } from 'node:url'
import { type UtilityProcess, utilityProcess } from 'electron'
import type { JobEntry } from './core-messages.ts'

/** As they are called in the system's list of processes. */
const serviceNames: Record<JobEntry, string> = {
  'imaging-process': 'Pembaca gambar',
  'ocr-process': 'Pembaca kartu',
  'scanning-process': 'Pemindai',
}

/**
 * Starts an entry of the bundle, which lies beside the one of the main process, as a utility process: a process of its
 * own even where Node may not be run (fuses). It says nothing, because a library that reads a damaged file may print
 * what it read.
 */
export function startJob(entry: JobEntry): UtilityProcess {
  const file = fileURLToPath(new URL(`./${entry}.js`, import.meta.url))
  return utilityProcess.fork(file, [], { serviceName: serviceNames[entry], stdio: 'ignore' })
}
