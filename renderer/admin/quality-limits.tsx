import { useState } from 'react'
import type { PageQuality, QualityMeasures, QualityThresholds } from '../../shared/page-quality.ts'
import type { ScanProfile } from '../../shared/scanning.ts'
import { LimitField } from './limit-field.tsx'
import { ScannerTrial } from './scanner-trial.tsx'
import styles from './scanning.module.css'

type Limited = Exclude<keyof QualityThresholds, 'ink'>

/** Measures with their labels and direction, in the order in which people check a page. */
const rows: readonly {
  id: Limited
  label: string
  isLessBetter?: true
  measure: (of: QualityMeasures) => number
}[] = [
  { id: 'sharpness', label: 'Ketajaman', measure: ({ sharpness }) => sharpness },
  { id: 'dotsPerInch', label: 'Kerapatan (dpi)', measure: ({ dotsPerInch }) => dotsPerInch },
  { id: 'brightness', label: 'Kecerahan kertas', measure: ({ brightness }) => brightness },
  {
    id: 'brightest',
    label: 'Kecerahan tulisan',
    isLessBetter: true,
    measure: ({ brightness, contrast }) => brightness - contrast,
  },
  { id: 'contrast', label: 'Kontras', measure: ({ contrast }) => contrast },
  { id: 'glare', label: 'Pantulan cahaya', isLessBetter: true, measure: ({ glare }) => glare },
  { id: 'cut', label: 'Tepi terpotong', isLessBetter: true, measure: ({ cut }) => cut },
]

export type QualityLimitsProps = {
  limits: QualityThresholds
  /** For a trial scan. */
  profiles: readonly ScanProfile[]
  onChange: (limits: QualityThresholds) => void
}

/** Thresholds for warning and refusal, beside the measures of a trial page. */
export function QualityLimits({ limits, profiles, onChange }: QualityLimitsProps) {
  const [trial, setTrial] = useState<PageQuality>()
  return (
    <>
      <table className={styles.measures} aria-label="Batas mutu">
        <thead>
          <tr>
            <th scope="col">Ukuran</th>
            <th scope="col">Diperingatkan</th>
            <th scope="col">Ditolak</th>
            <th scope="col">Halaman percobaan</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, isLessBetter, measure }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {(['warning', 'refusal'] as const).map((limit) => (
                <td key={limit}>
                  <LimitField
                    label={isLessBetter ? 'Di atas' : 'Di bawah'}
                    value={limits[id][limit]}
                    onChange={(value) => onChange({ ...limits, [id]: { ...limits[id], [limit]: value } })}
                  />
                </td>
              ))}
              <td>{trial && amount(measure(trial.measures))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Tulisan pada halaman</th>
            <td colSpan={2}>
              <LimitField
                label="Kosong di bawah"
                value={limits.ink}
                onChange={(ink) => onChange({ ...limits, ink })}
              />
            </td>
            <td>{trial && amount(trial.measures.ink)}</td>
          </tr>
        </tbody>
      </table>
      <ScannerTrial limits={limits} profiles={profiles} onMeasured={setTrial} />
    </>
  )
}

const amount = (value: number): string =>
  value.toLocaleString('id-ID', { maximumFractionDigits: value > 10 ? 0 : 3 })
