import { Building2, GraduationCap } from 'lucide-react'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { AuthLayout } from './auth-layout.tsx'
import styles from './choose-start.module.css'
import { useEnterSession } from './enter-session.ts'

/** First screen of a new computer: set up the office, or start training. */
export function ChooseStart({ onOffice }: { onOffice: () => void }) {
  const training = useCallMutation('session.start-training')
  const enter = useEnterSession()
  const startTraining = () => training.mutate({}, { onSuccess: ({ state }) => enter(state) })
  return (
    <AuthLayout
      title="Selamat datang"
      lead="Komputer ini belum disiapkan. Kenali dulu aplikasinya dengan data rekaan, atau langsung siapkan kantor."
      isWide
    >
      <div className={styles.choices}>
        <section className={styles.choice}>
          <h2>Mode latihan</h2>
          <p>
            30 keluarga rekaan pada setiap tahap permohonan, lengkap dengan pindaian KTP dan KK. Tidak pernah
            terhubung ke server sungguhan, dan dapat ditinggalkan kapan saja.
          </p>
          <Button
            icon={GraduationCap}
            shortcut="L"
            onPress={startTraining}
            isPending={training.isPending}
            autoFocus
          >
            Mulai latihan
          </Button>
        </section>
        <section className={styles.choice}>
          <h2>Kantor ini</h2>
          <p>
            Tiga langkah: berkas aktivasi dari Diskominfo, akun admin TI, dan kunci pemulihan. Data tersimpan
            terenkripsi di komputer ini.
          </p>
          <Button
            variant="primary"
            icon={Building2}
            shortcut="S"
            onPress={onOffice}
            isDisabled={training.isPending}
          >
            Siapkan kantor ini
          </Button>
        </section>
      </div>
      {training.isPending && (
        <p role="status">
          Menggambar kartu 30 keluarga rekaan dan mendaftarkannya. Sekitar satu menit, hanya sekali ini.
        </p>
      )}
      <FormProblem error={training.error} />
    </AuthLayout>
  )
}
