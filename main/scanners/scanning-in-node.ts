import { type ForkedProcess, startInNode } from '../processes/processes.ts'

/** The process's source, for a program that runs unbundled. */
const entry = new URL('./scanning-process.ts', import.meta.url)

/** What programs of the system need to be found, and SANE to find its scanners and PowerShell its modules. */
const needed = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SANE_CONFIG_DIR', 'LD_LIBRARY_PATH', 'PSModulePath']

/** Starts a scanning process where there is no Electron. */
export const startScanningInNode = (): ForkedProcess => startInNode(entry, needed)
