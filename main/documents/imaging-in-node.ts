import { type ForkedProcess, startInNode } from '../processes/processes.ts'

/** The process's source, for a program that runs unbundled; a bundle names its own file. */
const sourceEntry = new URL('./imaging-process.ts', import.meta.url)

/** Starts the decoding process where there is no Electron. */
export const startImagingInNode = (entry: URL = sourceEntry): ForkedProcess => startInNode(entry)
