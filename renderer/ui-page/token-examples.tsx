import { Identifier } from '../ui/identifier.tsx'
import tokens from '../ui/tokens.css?raw'
import styles from './catalogue.module.css'
import { Sample } from './sample.tsx'

/** The names of the tokens whose values look like this, each once, in the order of the file. */
function namesOf(value: RegExp): string[] {
  const names = [...tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g)]
    .filter(([, , text = '']) => value.test(text))
    .map(([, name = '']) => name)
  return [...new Set(names)]
}

/** Read out of tokens.css itself, so that none is forgotten here. */
export function TokenExamples() {
  return (
    <div>
      <Sample caption="Warna">
        <div className={styles.swatches}>
          {namesOf(/^light-dark\(/).map((name) => (
            <div key={name} className={styles.swatch}>
              <span style={{ background: `var(${name})` }} />
              {name}
            </div>
          ))}
        </div>
      </Sample>
      <Sample caption="Huruf: Plus Jakarta Sans dan JetBrains Mono">
        <h1>Permohonan baru 28</h1>
        <h2>Berkas kurang lengkap 20</h2>
        <p>Server pusat tidak terjawab sejak 08.14. Pekerjaan tersimpan di komputer ini. 16</p>
        <p>
          <Identifier value="3271031002900001" />
        </p>
        <p className={styles.caption}>Nama sesuai KTP-el 13</p>
      </Sample>
      <Sample caption="Jarak dan ukuran">
        <div className={styles.measures}>
          {namesOf(/^[\d.]+rem$/)
            .filter((name) => !name.startsWith('--type'))
            .map((name) => (
              <div key={name} className={styles.measure}>
                <span style={{ width: `min(var(${name}), 60%)` }} />
                {name}
              </div>
            ))}
        </div>
      </Sample>
    </div>
  )
}
