import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { routePath } from '../lib/route.ts'
import { nextIndex } from '../ui/list-navigation.ts'
import styles from './link-list.module.css'

export type LinkListProps<Row> = {
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Id of the application that the row opens. */
  applicationId: (row: Row) => string
  children: (row: Row) => ReactNode
}

/** List of links to applications; arrow keys move between them. */
export function LinkList<Row>(props: LinkListProps<Row>) {
  const { label, rows, rowKey, applicationId, children } = props
  const list = useRef<HTMLUListElement>(null)
  const move = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const current = links.findIndex((link) => link.matches(':focus'))
    const next = nextIndex(event.key, current, links.length, 8)
    if (next === undefined) return
    event.preventDefault()
    links[next]?.focus()
  }
  return (
    <ul ref={list} className={styles.list} aria-label={label} onKeyDown={move}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <a className={styles.row} href={`#${routePath({ screen: 'application', id: applicationId(row) })}`}>
            {children(row)}
          </a>
        </li>
      ))}
    </ul>
  )
}
