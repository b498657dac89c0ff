import styles from './training-banner.module.css'

/** Stands on every screen of training mode: nobody may take an invented family for a real one. */
export function TrainingBanner() {
  return (
    <p className={styles.banner}>
      MODE LATIHAN · semua keluarga di sini rekaan, dan tidak ada yang dikirim ke server sungguhan
    </p>
  )
}
