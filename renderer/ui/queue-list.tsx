import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
} from 'react'
import { classes } from './classes.ts'
import { nextIndex } from './list-navigation.ts'
import styles from './queue-list.module.css'

export type QueueListProps<Item> = {
  label: string
  items: readonly Item[]
  itemKey: (item: Item) => string
  children: (item: Item, isCurrent: boolean) => ReactNode
  /** Key of the current item, which the rest of the screen shows. */
  current: string | undefined
  onCurrent: (key: string) => void
  /** Enter or a double click. */
  onOpen?: ((key: string) => void) | undefined
  /** Estimated row height in px, until measured. Default 56. */
  estimatedHeight?: number | undefined
}

/** Estimated row height, px. */
const defaultHeight = 56

/**
 * Virtualised listbox. Arrow keys, Home, End and the page keys move the current item; letters are left to the
 * screen's shortcuts (a decision is one letter), so there is no typeahead.
 */
export function QueueList<Item>(props: QueueListProps<Item>) {
  const { items, itemKey, current, onCurrent, onOpen, estimatedHeight = defaultHeight } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const currentIndex = items.findIndex((item) => itemKey(item) === current)
  const rows = useRows(props, scroller, currentIndex)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter' && current !== undefined && onOpen) {
      event.preventDefault()
      onOpen(current)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / estimatedHeight) - 1)
    const next = nextIndex(event.key, currentIndex, items.length, page)
    const item = next === undefined ? undefined : items[next]
    if (item === undefined) return
    event.preventDefault()
    onCurrent(itemKey(item))
  }

  // The list keeps the focus: a row is unmounted when it is scrolled away.
  const keepFocus = (event: MouseEvent) => {
    event.preventDefault()
    scroller.current?.focus()
  }
  const runOnRow = (event: MouseEvent, act: (key: string) => void) => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null
    const item = row ? items[Number(row.getAttribute('data-index'))] : undefined
    if (item !== undefined) act(itemKey(item))
  }

  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={currentIndex < 0 ? undefined : `${id}-${currentIndex}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={keepFocus}
      onClick={(event) => runOnRow(event, onCurrent)}
      onDoubleClick={(event) => onOpen && runOnRow(event, onOpen)}
    >
      <div role="presentation" className={styles.spacer} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index]
          if (item === undefined) return null
          const isCurrent = row.index === currentIndex
          return (
            <div
              key={row.key}
              id={`${id}-${row.index}`}
              ref={rows.measureElement}
              data-index={row.index}
              role="option"
              tabIndex={-1}
              aria-selected={isCurrent}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className={classes(styles.row, isCurrent && styles.current)}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {props.children(item, isCurrent)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Virtual rows; scrolls to the current one. */
function useRows<Item>(
  { items, itemKey, estimatedHeight = defaultHeight }: QueueListProps<Item>,
  scroller: RefObject<HTMLElement | null>,
  currentIndex: number,
) {
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedHeight,
    overscan: 8,
    getItemKey: (index) => keyAt(items, itemKey, index),
    // The current row stays in the DOM, since aria-activedescendant refers to it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return currentIndex < 0 || shown.includes(currentIndex)
        ? shown
        : [...shown, currentIndex].sort((one, other) => one - other)
    },
  })
  const { scrollToIndex } = rows
  useEffect(() => {
    if (currentIndex >= 0) scrollToIndex(currentIndex, { align: 'auto' })
  }, [currentIndex, scrollToIndex])
  return rows
}

function keyAt<Item>(
  items: readonly Item[],
  itemKey: (item: Item) => string,
  index: number,
): string | number {
  const item = items[index]
  return item === undefined ? index : itemKey(item)
}
