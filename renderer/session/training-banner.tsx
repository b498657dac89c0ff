import styles from './training-banner.module.css'

/** Banner on every screen of training mode, so that nobody takes an invented family for a real one. */
export function TrainingBanner() {
  return (
    <aside className={styles.banner} aria-label="Mode latihan">
      MODE LATIHAN · semua keluarga di sini rekaan, dan tidak ada yang dikirim ke server sungguhan
    </aside>
  )
}
