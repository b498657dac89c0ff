import { PrintOnly } from '../lib/print-only.tsx'
import type { KeyGroup } from './recovery-key.ts'
import styles from './recovery-key-sheet.module.css'

/** Printed sheet with the recovery key, for Diskominfo. */
export function RecoveryKeySheet({ groups, officeName }: { groups: KeyGroup[]; officeName: string }) {
  return (
    <PrintOnly>
      <div className={styles.sheet}>
        <h1>Kunci pemulihan SOLID Loket</h1>
        <p>{officeName}</p>
        <ol className={styles.key}>
          {groups.map(({ number, letters }) => (
            <li key={number}>
              {number}. {letters}
            </li>
          ))}
        </ol>
        <p>
          Dengan kunci ini admin TI dapat membuat kata sandi baru bila semua kata sandi kantor terlupa. Siapa
          pun yang memegangnya dapat membuka data kantor: simpan di lemari terkunci Diskominfo, dalam amplop
          tertutup, dan jangan difoto.
        </p>
      </div>
    </PrintOnly>
  )
}
