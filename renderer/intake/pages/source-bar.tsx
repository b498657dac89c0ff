import { ScanLine, X } from 'lucide-react'
import { memo, type RefObject } from 'react'
import { problemSentence } from '../../../shared/problems.ts'
import { Button } from '../../ui/button.tsx'
import { FindingRow } from '../../ui/finding-row.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { ProfileMenu } from './profile-menu.tsx'
import styles from './source-bar.module.css'
import type { Scanning } from './use-scanning.ts'

export interface SourceBarProps {
  scanning: Scanning
  onChoose: () => void
  onCamera: () => void
  scanButton: RefObject<HTMLButtonElement | null>
}

const group = 'Berkas'

/** Page sources: scanner, files, camera, and files waiting in the watched folder. */
export const SourceBar = memo(function SourceBar(props: SourceBarProps) {
  const { scanning, onChoose, onCamera, scanButton } = props
  const { state, problem } = scanning
  const waiting = state?.waiting.length ?? 0
  return (
    <section className={styles.bar} aria-label="Sumber halaman">
      <div className={styles.sources}>
        {scanning.isScanning ? (
          <ScanProgress scanning={scanning} />
        ) : (
          <ScanButton scanning={scanning} scanButton={scanButton} />
        )}
        <span className={styles.others}>
          <Button size="small" variant="quiet" shortcut="Ctrl+O" shortcutGroup={group} onPress={onChoose}>
            Berkas
          </Button>
          <Button size="small" variant="quiet" shortcut="Alt+K" shortcutGroup={group} onPress={onCamera}>
            Kamera
          </Button>
        </span>
      </div>
      <div aria-live="polite">
        {problem && (
          <div className={styles.problem}>
            <FindingRow
              finding={{
                code: 'scan',
                level: 'error',
                text: problem.sentence,
                answer: { label: 'Coba lagi', run: problem.retry },
              }}
            />
            <IconButton
              icon={X}
              label="Tutup pesan pemindai"
              size="small"
              onPress={scanning.dismissProblem}
            />
          </div>
        )}
        {state?.folderProblem && (
          <FindingRow
            finding={{ code: 'folder', level: 'warning', text: problemSentence(state.folderProblem) }}
          />
        )}
        {waiting > 0 && (
          <FindingRow
            finding={{
              code: 'waiting',
              level: 'information',
              text: `${waiting} berkas menunggu di folder pantauan.`,
              answer: { label: 'Ambil', run: scanning.importWaiting, shortcut: 'Alt+A' },
            }}
          />
        )}
      </div>
    </section>
  )
})

function ScanButton({ scanning, scanButton }: Pick<SourceBarProps, 'scanning' | 'scanButton'>) {
  const { state, profile } = scanning
  return (
    <span className={styles.scan}>
      <Button
        ref={scanButton}
        size="small"
        icon={ScanLine}
        shortcut="F9"
        shortcutGroup={group}
        onPress={() => scanning.scan()}
      >
        {profile ? `Pindai · ${profile.name}` : 'Pindai'}
      </Button>
      {state && state.profiles.length > 1 && (
        <ProfileMenu profiles={state.profiles} current={profile} onChoose={({ id }) => scanning.scan(id)} />
      )}
    </span>
  )
}

function ScanProgress({ scanning }: { scanning: Scanning }) {
  const job = scanning.state?.job
  return (
    <div className={styles.progress}>
      <ProgressBar
        label="Memindai"
        detail={`${job?.pages ?? 0} halaman`}
        share={job?.progress ?? undefined}
      />
      {/* Registered by the screen: in a field Esc leaves the field first. */}
      <Button size="small" shortcut="Esc" shortcutActive={false} onPress={scanning.stop}>
        Berhenti
      </Button>
    </div>
  )
}
