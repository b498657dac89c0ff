import { memo, type RefObject } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import { qualitySentence } from '../../../shared/page-quality.ts'
import { FindingRow } from '../../ui/finding-row.tsx'
import { pageName } from '../../viewer/page-name.ts'
import { PageViewer } from '../../viewer/page-viewer.tsx'
import { type PageView, usePageView } from '../../viewer/use-page-view.ts'
import { CameraPane } from '../camera/camera-pane.tsx'
import { useCanType, useDraftState } from '../draft/draft-context.ts'
import { ImportRows } from './import-rows.tsx'
import { NoPages } from './no-pages.tsx'
import type { PageActions } from './page-actions.ts'
import { PageDescription } from './page-description.tsx'
import styles from './page-pane.module.css'
import { SourceBar } from './source-bar.tsx'
import type { ApplicationPages } from './use-pages.ts'

export interface PagePaneProps {
  pages: ApplicationPages
  onChoose: () => void
  isCameraOpen: boolean
  onCamera: () => void
  onCloseCamera: () => void
  scanButton: RefObject<HTMLButtonElement | null>
}

/**
 * Page sources, the selected page with its description, and import progress. Each part is memoised, since
 * pages arrive while somebody types.
 */
export function PagePane(props: PagePaneProps) {
  const { pages, isCameraOpen } = props
  const canType = useCanType()
  const { current, imports, scanning, actions, removed } = pages
  return (
    <div className={styles.pane}>
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
          onTake={(file) => void imports.add([file])}
          onChoose={props.onChoose}
          onClose={props.onCloseCamera}
        />
      ) : (
        <>
          {canType && current && <PageDescription key={current.id} current={current} actions={actions} />}
          <div className={styles.picture}>
            {current ? (
              <CurrentPage current={current} previous={pages.previous} next={pages.next} actions={actions} />
            ) : (
              <NoPages canType={canType} />
            )}
          </div>
        </>
      )}
      <ImportRows imports={imports} scanning={scanning} actions={actions} />
      {removed && (
        <div className={styles.removed} role="status">
          <FindingRow
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

type CurrentPageProps = Pick<ApplicationPages, 'previous' | 'next'> & { current: Page; actions: PageActions }

const CurrentPage = memo(function CurrentPage({ current, previous, next, actions }: CurrentPageProps) {
  const canType = useCanType()
  const highlight = useDraftState((state) => state.highlight)
  const view = usePageView(highlight)
  const name = useDraftState((state) => pageName(current, state.form))
  const warnings = warningsOf(current)
  return (
    <>
      <PageWarnings page={current} view={view} />
      <PageViewer
        page={current}
        view={view}
        name={name}
        annotations={[
          ...warnings.flatMap(({ area }) => (area ? { area, reason: 'warning' as const } : [])),
          ...(highlight?.pageId === current.id
            ? [{ area: highlight.area, reason: 'focused-field' as const }]
            : []),
        ]}
        onTurn={canType ? (quarterTurns) => actions.turn(current, quarterTurns) : undefined}
        onCrop={canType ? (corners) => actions.crop(current, corners) : undefined}
        onPrevious={previous && (() => actions.select(previous.id))}
        onNext={next && (() => actions.select(next.id))}
      />
    </>
  )
})

/** Quality warnings of this page, each with a button that shows its area. */
function PageWarnings({ page, view }: { page: Page; view: PageView }) {
  const warnings = warningsOf(page)
  if (warnings.length === 0) return null
  return (
    <div className={styles.warnings}>
      {warnings.map((warning) => {
        const { code, area } = warning
        return (
          <FindingRow
            key={`${code} ${area?.left} ${area?.top}`}
            finding={{
              code,
              level: 'warning',
              text: qualitySentence(warning),
              answer: area ? { label: 'Lihat bagiannya', run: () => view.showArea(page, area) } : undefined,
            }}
          />
        )
      })}
    </div>
  )
}

/** Pages from before quality was measured have none. */
const warningsOf = (page: Page) => page.quality?.findings.filter(({ level }) => level === 'warning') ?? []
