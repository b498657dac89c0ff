import type { Office } from '../../shared/office.ts'
import type { Store } from './store.ts'

/** The office of this computer, and the computer itself. */
export interface OfficeRow {
  office: Office
  /** Three characters that tell this computer's registration numbers from those of the office's others. */
  device: string
  /** UUID under which the centre knows this computer. */
  deviceId: string
  /** A store of invented people, which never reaches a real centre. */
  training: boolean
}

interface StoredOffice {
  code: string
  name: string
  device: string
  deviceId: string
  training: number
}

export function getOffice(store: Store): OfficeRow {
  const row = store
    .prepare<[], StoredOffice>('SELECT code, name, device, device_id AS deviceId, training FROM office')
    .get()
  if (!row) throw new Error('the store has no office')
  const { code, name, device, deviceId, training } = row
  return { office: { code, name }, device, deviceId, training: training === 1 }
}

/** Once, in the transaction that sets the store up; `at` is UTC, ISO 8601. */
export function insertOffice(store: Store, row: OfficeRow, at: string): void {
  store
    .prepare<[string, string, string, string, number, string]>(
      `INSERT INTO office (only_row, code, name, device, device_id, training, created_at)
       VALUES (1, ?, ?, ?, ?, ?, ?)`,
    )
    .run(row.office.code, row.office.name, row.device, row.deviceId, row.training ? 1 : 0, at)
}

/**
 * Gives this store another computer's identity: a restored store would otherwise give out registration
 * numbers and operation numbers again that were given out after its backup.
 */
export function changeDevice(store: Store, device: Pick<OfficeRow, 'device' | 'deviceId'>): void {
  store
    .prepare<[string, string]>('UPDATE office SET device = ?, device_id = ?')
    .run(device.device, device.deviceId)
}
