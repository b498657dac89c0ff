import { fittedSize, type Size } from '../viewer/view.ts'

export type PairLayout = 'columns' | 'rows'

/**
 * The layout of two pages with the larger total area. Cards and KK are landscape, so a narrow pane stacks
 * them.
 */
export function pairLayout(room: Size, pages: readonly Size[]): PairLayout {
  const area = (frame: Size) =>
    pages.reduce((sum, page) => {
      const { width, height } = fittedSize(page, frame)
      return sum + width * height
    }, 0)
  const columns = area({ width: room.width / 2, height: room.height })
  const rows = area({ width: room.width, height: room.height / 2 })
  return columns >= rows ? 'columns' : 'rows'
}
