import { useState } from 'react'
import type { Area } from '../../shared/area.ts'
import type { PageFrameProps } from './page-frame.tsx'
import type { PictureSource } from './picture-cache.ts'
import { frameArea, type Size, type View, wholePage } from './view.ts'
import type { ZoomToolsProps } from './zoom-tools.tsx'

/** As much of a page as is needed to show it. */
export type ViewedPage = PictureSource & Size

/** A place that the eye is to be led to; another object is another wish. */
export interface LookedAt {
  readonly pageId: string
  readonly area: Area
}

export interface PageView {
  /** For the frame that shows the page. */
  frame: (
    page: ViewedPage,
  ) => Pick<PageFrameProps, 'page' | 'view' | 'onView' | 'onSize' | 'quarterTurns' | 'glides'>
  /** For the tools that belong to the frame. */
  tools: (page: ViewedPage) => ZoomToolsProps
  /** Turns what is seen and changes nothing. A picture that was stored turned begins anew. */
  turnSeen: (page: ViewedPage, quarterTurns: number) => void
  /** Leads to a part of the page. */
  look: (page: ViewedPage, area: Area) => void
  /** The page became another picture: it is seen whole, and no older wish leads anywhere on it. */
  beginAnew: () => void
}

/**
 * How pages are seen in one frame. Zoom and place stay when another page comes: a table can be read on. What a
 * person has zoomed to stays until there is another wish.
 *
 * @param lookedAt the place that the work beside the page is about now
 */
export function usePageView(lookedAt?: LookedAt): PageView {
  const [wish, setWish] = useState(lookedAt)
  const [asked, setAsked] = useState(lookedAt)
  const [view, setView] = useState<View>(wholePage)
  const [size, setSize] = useState<Size>()
  const [turns, setTurns] = useState<Readonly<Record<string, number>>>({})
  // A field that was read nowhere leaves the eye where it is.
  if (lookedAt !== asked) {
    setAsked(lookedAt)
    if (lookedAt) setWish(lookedAt)
  }

  const turnsOf = (page: ViewedPage) => turns[page.scan] ?? 0
  const isLed = (page: ViewedPage) => wish?.pageId === page.id && !page.isOriginal && turnsOf(page) === 0
  const viewOf = (page: ViewedPage) => (wish && size && isLed(page) ? frameArea(page, size, wish.area) : view)
  const choose = (chosen: View) => {
    setWish(undefined)
    setView(chosen)
  }
  return {
    frame: (page) => ({
      page,
      view: viewOf(page),
      onView: choose,
      onSize: setSize,
      quarterTurns: turnsOf(page),
      glides: isLed(page),
    }),
    tools: (page) => ({
      page: turnsOf(page) % 2 === 0 ? page : { width: page.height, height: page.width },
      frame: size,
      view: viewOf(page),
      onView: choose,
    }),
    turnSeen: (page, quarterTurns) => {
      choose(viewOf(page))
      setTurns((all) => ({ ...all, [page.scan]: ((all[page.scan] ?? 0) + quarterTurns) % 4 }))
    },
    look: (page, area) => setWish({ pageId: page.id, area }),
    beginAnew: () => choose(wholePage),
  }
}
