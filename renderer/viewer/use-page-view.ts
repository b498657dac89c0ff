import { useState } from 'react'
import type { PageFrameProps } from './page-frame.tsx'
import type { PictureToolsProps } from './picture-tools.tsx'
import type { PictureSource } from './pictures.ts'
import { type Size, type View, wholePage } from './view.ts'

/** As much of a page as is needed to show it. */
export type ViewedPage = PictureSource & Size

export interface PageView {
  /** For the frame that shows the page. */
  frame: (page: ViewedPage) => Pick<PageFrameProps, 'page' | 'view' | 'onView' | 'onSize' | 'quarterTurns'>
  /** For the tools that belong to the frame. */
  tools: (page: ViewedPage) => Pick<PictureToolsProps, 'page' | 'frame' | 'view' | 'onView'>
  /** Turns what is seen and changes nothing. A picture that was stored turned begins anew. */
  turnSeen: (page: ViewedPage, quarterTurns: number) => void
}

/** How pages are seen in one frame. Zoom and place stay when another page comes: a table can be read on. */
export function usePageView(): PageView {
  const [view, setView] = useState<View>(wholePage)
  const [size, setSize] = useState<Size>()
  const [turns, setTurns] = useState<Readonly<Record<string, number>>>({})
  const turnsOf = (page: ViewedPage) => turns[page.scan] ?? 0
  return {
    frame: (page) => ({ page, view, onView: setView, onSize: setSize, quarterTurns: turnsOf(page) }),
    tools: (page) => ({
      page: turnsOf(page) % 2 === 0 ? page : { width: page.height, height: page.width },
      frame: size,
      view,
      onView: setView,
    }),
    turnSeen: (page, quarterTurns) =>
      setTurns((all) => ({ ...all, [page.scan]: ((all[page.scan] ?? 0) + quarterTurns) % 4 })),
  }
}
