import { PageFrame } from './page-frame.tsx'
import styles from './page-viewer.module.css'
import { PictureTools } from './picture-tools.tsx'
import { usePageView, type ViewedPage } from './use-page-view.ts'

export interface PageViewerProps {
  page: ViewedPage
  /** What the page is: "KK", "KTP FAJAR DARMAWAN". */
  name: string
  /**
   * Turns the stored page, which then comes with another picture; resolves to whether that has worked. Without
   * it turning only turns what is seen, for who may look and not change.
   */
  onTurn?: ((quarterTurns: 1 | 3) => Promise<boolean>) | undefined
  /** Undefined where there is no page before or after. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** A page and its tools. */
export function PageViewer({ page, name, onTurn, onPrevious, onNext }: PageViewerProps) {
  const view = usePageView()
  // Seen at once: turning anew from the original takes a moment.
  const turn = async (quarterTurns: 1 | 3) => {
    view.turnSeen(page, quarterTurns)
    if (onTurn && !(await onTurn(quarterTurns))) view.turnSeen(page, 4 - quarterTurns)
  }
  return (
    <div className={styles.viewer}>
      <PageFrame {...view.frame(page)} name={name} />
      <PictureTools
        {...view.tools(page)}
        onTurn={(quarterTurns) => void turn(quarterTurns)}
        onPrevious={onPrevious}
        onNext={onNext}
      />
    </div>
  )
}
