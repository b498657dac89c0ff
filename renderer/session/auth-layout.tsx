import { type ReactNode, useEffect } from 'react'
import { useCallQuery } from '../api/queries.ts'
import { classes } from '../ui/classes.ts'
import styles from './auth-layout.module.css'
import { TrainingBanner } from './training-banner.tsx'

export type AuthLayoutProps = {
  title: string
  lead?: string | undefined
  /** `Langkah 2 dari 4`, above the title. */
  step?: string | undefined
  isTraining?: boolean | undefined
  isWide?: boolean | undefined
  children: ReactNode
}

/** Layout of the screens before sign-in: one card. */
export function AuthLayout({
  title,
  lead,
  step,
  isTraining = false,
  isWide = false,
  children,
}: AuthLayoutProps) {
  const version = useCallQuery('application.version', {})
  useEffect(() => {
    document.title = `${title} · SOLID Loket`
  }, [title])
  return (
    <div className={styles.layout}>
      {isTraining && <TrainingBanner />}
      <header className={styles.bar}>
        <span className={styles.brand}>SOLID Loket</span>
      </header>
      <main className={styles.main}>
        <div className={classes(styles.card, isWide && styles.wide)}>
          {step && <p className={styles.step}>{step}</p>}
          <h1 className={styles.title}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
          <div className={styles.body}>{children}</div>
        </div>
      </main>
      <footer className={styles.footer}>
        <span>Pendaftaran PBI-JK di loket kelurahan</span>
        {version.data && <span>Versi {version.data.version}</span>}
      </footer>
    </div>
  )
}
