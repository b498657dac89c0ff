import { ShieldCheck } from 'lucide-react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { count } from '../../shared/display.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { FindingRow } from '../ui/finding-row.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './admin.module.css'

/** Verifies the audit chain, the store and the hash of every scan, and shows the faults. */
export function IntegrityCheck() {
  const check = useCallMutation('journal.check')
  return (
    <section className={styles.main} aria-label="Keutuhan data">
      <div className={styles.buttons}>
        <Button icon={ShieldCheck} shortcut="P" onPress={() => check.mutate({})} isPending={check.isPending}>
          Periksa keutuhan
        </Button>
      </div>
      <div role="status">
        {check.isPending && <p>Memeriksa jurnal, data, dan semua pindaian …</p>}
        {check.data && <CheckResult result={check.data} />}
      </div>
      <FormProblem error={check.error} />
    </section>
  )
}

function CheckResult({ result }: { result: CallOutput<'journal.check'> }) {
  const { auditRows, brokenAt, storeSound, scansSound } = result
  const faults = [
    brokenAt !== null &&
      `Rantai jurnal putus pada catatan nomor ${brokenAt}: ada yang mengubahnya di luar aplikasi. Simpan komputer ini apa adanya dan hubungi Diskominfo.`,
    !storeSound && 'Data di komputer ini rusak. Buat salinan cakramnya, lalu pulihkan cadangan terakhir.',
    !scansSound &&
      'Ada pindaian yang isinya berubah. Pulihkan cadangan terakhir atau pindai ulang halamannya.',
  ].filter((fault) => fault !== false)
  if (faults.length === 0) {
    return (
      <p>
        <StatusBadge status="selesai">Utuh</StatusBadge> {count(auditRows)} catatan jurnal, data, dan pindaian
        cocok.
      </p>
    )
  }
  return faults.map((text) => <FindingRow key={text} finding={{ code: text, level: 'error', text }} />)
}
