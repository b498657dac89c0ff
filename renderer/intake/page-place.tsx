import type { RefObject } from 'react'
import type { Page } from '../../shared/contract/application-calls.ts'
import { qualitySentence } from '../../shared/page-quality.ts'
import { FindingLine } from '../ui/finding-line.tsx'
import { pageName } from '../viewer/page-name.ts'
import { PageViewer } from '../viewer/page-viewer.tsx'
import { type PageView, usePageView } from '../viewer/use-page-view.ts'
import { ArrivalLines } from './arrival-lines.tsx'
import { CameraPlace } from './camera-place.tsx'
import { NoPages } from './no-pages.tsx'
import { PageDescription } from './page-description.tsx'
import styles from './page-place.module.css'
import { SourceBar } from './source-bar.tsx'
import type { Pages } from './use-pages.ts'
import { useCanType, useWorkState } from './work-context.ts'

export interface PagePlaceProps {
  pages: Pages
  onChoose: () => void
  isCameraOpen: boolean
  onCamera: () => void
  onCloseCamera: () => void
  scanButton: RefObject<HTMLButtonElement | null>
}

/** Where pages come from, the page that is looked at, what it is and whose, and what is on its way. */
export function PagePlace(props: PagePlaceProps) {
  const { pages, isCameraOpen } = props
  const canType = useCanType()
  const { current } = pages
  return (
    <div className={styles.place}>
      {canType && (
        <SourceBar
          scanning={pages.scanning}
          onChoose={props.onChoose}
          onCamera={props.onCamera}
          scanButton={props.scanButton}
        />
      )}
      {canType && isCameraOpen ? (
        <CameraPlace
          onTake={(file) => void pages.arrivals.take([file])}
          onChoose={props.onChoose}
          onClose={props.onCloseCamera}
        />
      ) : (
        <>
          {canType && current && <PageDescription key={current.id} pages={pages} current={current} />}
          <div className={styles.picture}>
            {current ? <CurrentPage pages={pages} current={current} /> : <NoPages canType={canType} />}
          </div>
        </>
      )}
      <ArrivalLines pages={pages} />
      {pages.removed && (
        <div className={styles.removed} role="status">
          <FindingLine
            finding={{
              code: 'removed',
              level: 'information',
              text: `Halaman ${pages.removed.name} dihapus.`,
              answer: { label: 'Kembalikan', run: pages.removed.restore, shortcut: 'Alt+Z' },
            }}
          />
        </div>
      )}
    </div>
  )
}

function CurrentPage({ pages, current }: { pages: Pages; current: Page }) {
  const canType = useCanType()
  const lookedAt = useWorkState((state) => state.lookedAt)
  const view = usePageView(lookedAt)
  const name = useWorkState((state) => pageName(current, state.form))
  const warnings = warningsOf(current)
  return (
    <>
      <PageWarnings page={current} view={view} />
      <PageViewer
        page={current}
        view={view}
        name={name}
        marks={[
          ...warnings.flatMap(({ area }) => (area ? { area, because: 'warning' as const } : [])),
          ...(lookedAt?.pageId === current.id
            ? [{ area: lookedAt.area, because: 'looked-at' as const }]
            : []),
        ]}
        onTurn={canType ? pages.turn : undefined}
        onCrop={canType ? pages.crop : undefined}
        onPrevious={pages.goPrevious}
        onNext={pages.goNext}
      />
    </>
  )
}

/** What is not quite right with the picture of this page, each with a way to the place that is meant. */
function PageWarnings({ page, view }: { page: Page; view: PageView }) {
  const warnings = warningsOf(page)
  if (warnings.length === 0) return null
  return (
    <div className={styles.warnings}>
      {warnings.map((warning) => {
        const { code, area } = warning
        return (
          <FindingLine
            key={`${code} ${area?.left} ${area?.top}`}
            finding={{
              code,
              level: 'warning',
              text: qualitySentence(warning),
              answer: area ? { label: 'Lihat bagiannya', run: () => view.look(page, area) } : undefined,
            }}
          />
        )
      })}
    </div>
  )
}

/** A page that came before measuring began has nothing against it. */
const warningsOf = (page: Page) => page.quality?.findings.filter(({ level }) => level === 'warning') ?? []
