import { useState } from 'react'
import { PageFrame } from './page-frame.tsx'
import styles from './page-viewer.module.css'
import { PictureTools } from './picture-tools.tsx'
import type { PictureSource } from './pictures.ts'
import { type Size, type View, wholePage } from './view.ts'

/** As much of a page as is needed to show it. */
export type ViewedPage = PictureSource & Size

export interface PageViewerProps {
  page: ViewedPage
  /** What the page is: "KK", "KTP FAJAR DARMAWAN". */
  name: string
  /** Turns the stored page; without it turning only turns what is seen, for who may look and not change. */
  onTurn?: ((quarterTurns: 1 | 3) => void) | undefined
  /** Undefined where there is no page before or after. */
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** Whether the keys of the viewer mean this one. Default true; of two viewers only one listens. */
  hasKeys?: boolean | undefined
  /** The viewer was clicked or entered. */
  onEnter?: (() => void) | undefined
}

/** A page and its tools. Zoom and place stay when another page comes, so that a table can be read on. */
export function PageViewer(props: PageViewerProps) {
  const { page, name, onTurn, hasKeys = true } = props
  const [view, setView] = useState<View>(wholePage)
  const [frame, setFrame] = useState<Size>()
  const [turns, setTurns] = useState<Readonly<Record<string, number>>>({})
  const quarterTurns = turns[page.id] ?? 0
  const turnSeen = (by: number) => setTurns({ ...turns, [page.id]: (quarterTurns + by) % 4 })

  return (
    <section className={styles.viewer} aria-label={`Gambar ${name}`} onFocus={props.onEnter}>
      <PageFrame
        page={page}
        name={name}
        view={view}
        onView={setView}
        onSize={setFrame}
        quarterTurns={quarterTurns}
      />
      <PictureTools
        page={quarterTurns % 2 === 0 ? page : { width: page.height, height: page.width }}
        frame={frame}
        view={view}
        onView={setView}
        onTurn={onTurn ?? turnSeen}
        onPrevious={props.onPrevious}
        onNext={props.onNext}
        hasKeys={hasKeys}
      />
    </section>
  )
}
