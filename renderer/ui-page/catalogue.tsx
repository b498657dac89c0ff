import { useEffect, useState } from 'react'
import { type Appearance, applyAppearance } from '../ui/appearance.ts'
import { ChoiceField } from '../ui/choice-field.tsx'
import { ButtonExamples } from './button-examples.tsx'
import styles from './catalogue.module.css'
import { ChoiceExamples } from './choice-examples.tsx'
import { FieldExamples } from './field-examples.tsx'
import { FrameExamples } from './frame-examples.tsx'
import { ListExamples } from './list-examples.tsx'
import { OverlayExamples } from './overlay-examples.tsx'
import { ScreenExample } from './screen-example.tsx'
import { TokenExamples } from './token-examples.tsx'
import { ViewStateExamples } from './view-state-examples.tsx'

const sections = [
  { id: 'layar', title: 'Contoh layar', content: <ScreenExample /> },
  { id: 'token', title: 'Token', content: <TokenExamples /> },
  { id: 'tombol', title: 'Tombol dan tanda', content: <ButtonExamples /> },
  { id: 'isian', title: 'Isian', content: <FieldExamples /> },
  { id: 'pilihan', title: 'Pilihan', content: <ChoiceExamples /> },
  { id: 'daftar', title: 'Daftar dan tabel', content: <ListExamples /> },
  { id: 'keadaan', title: 'Keadaan', content: <ViewStateExamples /> },
  { id: 'bingkai', title: 'Bingkai', content: <FrameExamples /> },
  { id: 'lapisan', title: 'Di atas layar', content: <OverlayExamples /> },
]

/** Every token and component in all its states, in the appearance chosen at the top. */
export function Catalogue() {
  const [appearance, setAppearance] = useState<Appearance>({ theme: 'system', density: 'normal' })
  useEffect(() => applyAppearance(appearance), [appearance])
  // The browser resolved the fragment before the section was mounted.
  useEffect(() => {
    document.querySelector(location.hash || '#root')?.scrollIntoView()
  }, [])
  return (
    <>
      <header className={styles.top}>
        <p className={styles.name}>SOLID Loket: komponen</p>
        <nav className={styles.links} aria-label="Bagian">
          {sections.map(({ id, title }) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </nav>
        <div className={styles.appearance}>
          <ChoiceField
            label="Tampilan"
            value={appearance.theme}
            onChange={(code) => setAppearance({ ...appearance, theme: themeOf(code) })}
            options={themes}
          />
          <ChoiceField
            label="Ukuran kendali"
            value={appearance.density}
            onChange={(code) =>
              setAppearance({ ...appearance, density: code === 'touch' ? 'touch' : 'normal' })
            }
            options={[
              { code: 'normal', label: 'Biasa' },
              { code: 'touch', label: 'Layar sentuh' },
            ]}
          />
        </div>
      </header>
      <main className={styles.main}>
        <h1>Komponen</h1>
        {sections.map(({ id, title, content }) => (
          <section key={id} id={id} className={styles.section} aria-labelledby={`${id}-judul`}>
            <h2 id={`${id}-judul`}>{title}</h2>
            {content}
          </section>
        ))}
      </main>
    </>
  )
}

const themes = [
  { code: 'system', label: 'Sistem' },
  { code: 'light', label: 'Terang' },
  { code: 'dark', label: 'Gelap' },
  { code: 'contrast', label: 'Kontras' },
]

function themeOf(code: string): Appearance['theme'] {
  return code === 'light' || code === 'dark' || code === 'contrast' ? code : 'system'
}
