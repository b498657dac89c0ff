import { FileImage, ScanLine } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { largestFileBytes } from '../../shared/contract/page-calls.ts'
import { type PageQuality, type QualityThresholds, qualitySentence } from '../../shared/page-quality.ts'
import type { ScanProfile } from '../../shared/scanning.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { useObjectUrl } from '../lib/use-object-url.ts'
import { Button } from '../ui/button.tsx'
import { FindingRow } from '../ui/finding-row.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './scanning.module.css'

export type ScannerTrialProps = {
  limits: QualityThresholds
  profiles: readonly ScanProfile[]
  onMeasured: (quality: PageQuality | undefined) => void
}

/** Measures a trial page from a file or the scanner, with the limits on the screen; stores nothing. */
export function ScannerTrial({ limits, profiles, onMeasured }: ScannerTrialProps) {
  const attempt = useCallMutation('scanning.try')
  const [profileId, setProfileId] = useState(profiles[0]?.id ?? '')
  const [isTooLarge, setTooLarge] = useState(false)
  const profile = profiles.find(({ id }) => id === profileId)
  const tryPage = (from: Parameters<typeof attempt.mutate>[0]['from']) =>
    attempt.mutate(
      { from, thresholds: limits },
      { onSuccess: ({ pages }) => onMeasured(pages[0]?.quality), onError: () => onMeasured(undefined) },
    )
  const tryFile = async (files: FileList | null) => {
    const [file] = files ?? []
    if (!file) return
    setTooLarge(file.size > largestFileBytes)
    if (file.size <= largestFileBytes) {
      tryPage({ source: 'file', bytes: new Uint8Array(await file.arrayBuffer()) })
    }
  }
  return (
    <>
      <div className={styles.trial}>
        <FileTrigger
          acceptedFileTypes={['image/*', 'application/pdf']}
          onSelect={(files) => void tryFile(files)}
        >
          <Button icon={FileImage} isPending={attempt.isPending}>
            Coba dengan berkas
          </Button>
        </FileTrigger>
        <SelectField
          label="Profil percobaan"
          value={profileId}
          onChange={setProfileId}
          options={profiles.map(({ id, name }) => ({ code: id, label: name }))}
        />
        <Button
          icon={ScanLine}
          isPending={attempt.isPending}
          isDisabled={!profile}
          onPress={() => profile && tryPage({ source: 'scanner', profile })}
        >
          Coba dengan pemindai
        </Button>
      </div>
      <FormProblem error={isTooLarge ? 'Berkas itu lebih besar dari 40 MB.' : attempt.error} />
      <div role="status">{attempt.data && <TrialPages pages={attempt.data.pages} />}</div>
    </>
  )
}

function TrialPages({ pages }: CallOutput<'scanning.try'>) {
  if (pages.length === 0) return <p>Tidak ada halaman pada berkas itu.</p>
  return pages.map(({ number, quality, picture }) => (
    <div key={number} className={styles.section}>
      <TrialPicture bytes={picture} number={number} />
      {quality.findings.length === 0 && <StatusBadge status="selesai">Halaman ini diterima</StatusBadge>}
      {quality.findings.map((finding) => (
        <FindingRow
          key={finding.code}
          finding={{
            code: finding.code,
            level: finding.level === 'refusal' ? 'error' : 'warning',
            text: qualitySentence(finding),
          }}
        />
      ))}
    </div>
  ))
}

function TrialPicture({ bytes, number }: { bytes: Uint8Array; number: number }) {
  const url = useObjectUrl(bytes, 'image/webp')
  return url && <img className={styles.picture} src={url} alt={`Halaman percobaan ${number}`} />
}
