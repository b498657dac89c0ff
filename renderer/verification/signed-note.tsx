import { CircleCheck } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import styles from './sign-dialog.module.css'
import type { SignResult } from './sign-dialog.tsx'

/** Result of signing, and what happens next. */
export function SignedNote({ signed, onClose }: { signed: SignResult; onClose: () => void }) {
  return (
    <section className={styles.signed} role="status" aria-label="Keputusan ditandatangani">
      <CircleCheck className={styles.icon} aria-hidden="true" />
      <h2>Keputusan ditandatangani</h2>
      <dl className={styles.counts}>
        <div>
          <dt>Disetujui</dt>
          <dd>{signed.approved}</dd>
        </div>
        <div>
          <dt>Dikembalikan</dt>
          <dd>{signed.returned}</dd>
        </div>
        <div>
          <dt>Ditolak</dt>
          <dd>{signed.rejected}</dd>
        </div>
      </dl>
      <p>
        Yang disetujui dikirim ke pusat dengan sendirinya. Yang dikembalikan tampil di Beranda petugas dengan
        alasannya.
      </p>
      <Button variant="primary" shortcut="Enter" shortcutActive={false} autoFocus onPress={onClose}>
        Lanjutkan antrean
      </Button>
    </section>
  )
}
