import type { Administrator } from './administrator.ts'
import { listOffices } from './offices.ts'
import { notInstalled, schemaVersion } from './schema.ts'

/** Totals over all offices; `version` is the schema's. */
export interface CentreStatus {
  version: number
  offices: number
  applications: number
  complete: number
  scans: number
  scanBytes: number
  refusals: number
}

/** Throws `centre-outdated` where nothing is installed. */
export async function centreStatus(administrator: Administrator): Promise<CentreStatus> {
  const version = await schemaVersion(administrator.connection, administrator.database)
  if (version === undefined) throw notInstalled(administrator.database)
  const offices = await listOffices(administrator)
  const sum = (what: 'applications' | 'complete' | 'scans' | 'scanBytes' | 'refusals') =>
    offices.reduce((total, office) => total + office[what], 0)
  return {
    version,
    offices: offices.length,
    applications: sum('applications'),
    complete: sum('complete'),
    scans: sum('scans'),
    scanBytes: sum('scanBytes'),
    refusals: sum('refusals'),
  }
}
