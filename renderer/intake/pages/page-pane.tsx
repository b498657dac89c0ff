import { memo, type RefObject } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import { qualitySentence } from '../../../shared/page-quality.ts'
import { FindingLine } from '../../ui/finding-row.tsx'
import { pageName } from '../../viewer/page-name.ts'
import { PageViewer } from '../../viewer/page-viewer.tsx'
import { type PageView, usePageView } from '../../viewer/use-page-view.ts'
import { CameraPane } from '../camera/camera-pane.tsx'
import { useCanType, useDraftState } from '../draft/draft-context.ts'
import { ArrivalLines } from './import-rows.tsx'
import { NoPages } from './no-pages.tsx'
import type { PageActs } from './page-actions.ts'
import { PageDescription } from './page-description.tsx'
import styles from './page-pane.module.css'
import { SourceBar } from './source-bar.tsx'
import type { Pages } from './use-pages.ts'

export interface PagePlaceProps {
  pages: Pages
  onChoose: () => void
  isCameraOpen: boolean
  onCamera: () => void
  onCloseCamera: () => void
  scanButton: RefObject<HTMLButtonElement | null>
}

/**
 * Where pages come from, the page that is looked at, what it is and whose, and what is on its way: each drawn again only
 * where it changes, since pages come while somebody types.
 */
export function PagePane(props: PagePlaceProps) {
  const { pages, isCameraOpen } = props
  const canType = useCanType()
  const { current, arrivals, scanning, acts, removed } = pages
  return (
    <div className={styles.place}>
      {canType && (
        <SourceBar
          scanning={scanning}
          onChoose={props.onChoose}
          onCamera={props.onCamera}
          scanButton={props.scanButton}
        />
      )}
      {canType && isCameraOpen ? (
        <CameraPane
          onTake={(file) => void arrivals.take([file])}
          onChoose={props.onChoose}
          onClose={props.onCloseCamera}
        />
      ) : (
        <>
          {canType && current && <PageDescription key={current.id} current={current} acts={acts} />}
          <div className={styles.picture}>
            {current ? (
              <CurrentPage current={current} previous={pages.previous} next={pages.next} acts={acts} />
            ) : (
              <NoPages canType={canType} />
            )}
          </div>
        </>
      )}
      <ArrivalLines arrivals={arrivals} scanning={scanning} acts={acts} />
      {removed && (
        <div className={styles.removed} role="status">
          <FindingLine
            finding={{
              code: 'removed',
              level: 'information',
              text: `Halaman ${removed.name} dihapus.`,
              answer: { label: 'Kembalikan', run: removed.restore, shortcut: 'Alt+Z' },
            }}
          />
        </div>
      )}
    </div>
  )
}

type CurrentPageProps = Pick<Pages, 'previous' | 'next'> & { current: Page; acts: PageActs }

const CurrentPage = memo(function CurrentPage({ current, previous, next, acts }: CurrentPageProps) {
  const canType = useCanType()
  const lookedAt = useDraftState((state) => state.highlight)
  const view = usePageView(lookedAt)
  const name = useDraftState((state) => pageName(current, state.form))
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
        onTurn={canType ? (quarterTurns) => acts.turn(current, quarterTurns) : undefined}
        onCrop={canType ? (corners) => acts.crop(current, corners) : undefined}
        onPrevious={previous && (() => acts.select(previous.id))}
        onNext={next && (() => acts.select(next.id))}
      />
    </>
  )
})

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
