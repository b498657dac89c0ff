import { useState } from 'react'
import type { Area } from '../../shared/area.ts'
import type { PageFrameProps } from './page-frame.tsx'
import type { PictureSource } from './picture-cache.ts'
import { type Size, type View, wholePage, zoomToArea } from './view.ts'
import type { ZoomToolsProps } from './zoom-tools.tsx'

/** The part of a page that the viewer needs. */
export type ViewedPage = PictureSource & Size

/** An area of a page to show; a new object is a new request. */
export interface PageArea {
  readonly pageId: string
  readonly area: Area
}

export interface PageView {
  /** For the frame that shows the page. */
  frame: (
    page: ViewedPage,
  ) => Pick<PageFrameProps, 'page' | 'view' | 'onView' | 'onSize' | 'quarterTurns' | 'isAnimated'>
  /** For the tools that belong to the frame. */
  tools: (page: ViewedPage) => ZoomToolsProps
  /** Rotates the view only. A page that was stored rotated has another scan and starts at 0. */
  rotateView: (page: ViewedPage, quarterTurns: number) => void
  /** Zooms to an area of the page. */
  showArea: (page: ViewedPage, area: Area) => void
  /** Shows the whole page and drops the target: the page has another picture. */
  resetView: () => void
}

/**
 * View state of one frame. Zoom and position stay when another page is shown, so that a table can be read on.
 * A view chosen by a person stays until there is another highlight.
 *
 * @param highlight the area that the focused field was read from
 */
export function usePageView(highlight?: PageArea): PageView {
  const [target, setTarget] = useState(highlight)
  const [lastHighlight, setLastHighlight] = useState(highlight)
  const [view, setView] = useState<View>(wholePage)
  const [size, setSize] = useState<Size>()
  const [turns, setTurns] = useState<Readonly<Record<string, number>>>({})
  // A field without evidence leaves the view as it is.
  if (highlight !== lastHighlight) {
    setLastHighlight(highlight)
    if (highlight) setTarget(highlight)
  }

  const turnsOf = (page: ViewedPage) => turns[page.scan] ?? 0
  const isTargeted = (page: ViewedPage) =>
    target?.pageId === page.id && !page.isOriginal && turnsOf(page) === 0
  const viewOf = (page: ViewedPage) =>
    target && size && isTargeted(page) ? zoomToArea(page, size, target.area) : view
  const setChosenView = (chosen: View) => {
    setTarget(undefined)
    setView(chosen)
  }
  return {
    frame: (page) => ({
      page,
      view: viewOf(page),
      onView: setChosenView,
      onSize: setSize,
      quarterTurns: turnsOf(page),
      isAnimated: isTargeted(page),
    }),
    tools: (page) => ({
      page: turnsOf(page) % 2 === 0 ? page : { width: page.height, height: page.width },
      frame: size,
      view: viewOf(page),
      onView: setChosenView,
    }),
    rotateView: (page, quarterTurns) => {
      setChosenView(viewOf(page))
      setTurns((all) => ({ ...all, [page.scan]: ((all[page.scan] ?? 0) + quarterTurns) % 4 }))
    },
    showArea: (page, area) => setTarget({ pageId: page.id, area }),
    resetView: () => setChosenView(wholePage),
  }
}
