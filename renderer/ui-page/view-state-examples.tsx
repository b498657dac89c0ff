import { ProgressBar } from '../ui/progress-bar.tsx'
import { useToast } from '../ui/toasts.tsx'
import { EmptyState, ErrorState, LoadingState, OfflineState } from '../ui/view-states.tsx'
import styles from './catalogue.module.css'
import { Sample } from './sample.tsx'

export function ViewStateExamples() {
  const showToast = useToast()
  const press = () => showToast({ text: 'Tombol ditekan.', tone: 'info' })
  return (
    <div>
      <div className={styles.viewStates}>
        <EmptyState
          title="Belum ada permohonan hari ini"
          next={{ label: 'Permohonan baru', run: press, shortcut: 'Ctrl+N' }}
        >
          Mulai dengan KK dan KTP pemohon.
        </EmptyState>
        <OfflineState
          title="Server pusat tidak terjawab sejak 08.14"
          next={{ label: 'Coba sekarang', run: press }}
        >
          Pekerjaan tersimpan di komputer ini dan dikirim sendiri begitu tersambung.
        </OfflineState>
        <ErrorState
          title="Halaman ini tidak dapat dibuka"
          number="K-4F2A"
          next={{ label: 'Coba lagi', run: press }}
        >
          Berkas lain tidak terganggu. Bila terulang, beri tahu Diskominfo dengan nomor ini.
        </ErrorState>
      </div>
      <Sample caption="Memuat: bentuknya sama dengan yang datang">
        <LoadingState rows={4} />
      </Sample>
      <Sample caption="Pekerjaan lama" layout="grid">
        <ProgressBar label="Mengirim 3 permohonan" share={0.25} detail="1,2 dari 4,8 MB" onCancel={press} />
        <ProgressBar label="Membaca KTP" />
        <ProgressBar label="Mencadangkan" share={1} />
      </Sample>
    </div>
  )
}
