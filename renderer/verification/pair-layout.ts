import { fittedSize, type Size } from '../viewer/view.ts'

export type PairLayout = 'columns' | 'rows'

/**
 * Whether two pages are read better side by side or one above the other: where they come out larger together.
 * Cards and KK lie on their side, so a narrow room shows them better stacked.
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
