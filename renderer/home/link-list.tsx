import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { routePath } from '../lib/route.ts'
import { nextPlace } from '../ui/list-navigation.ts'
import styles from './link-list.module.css'

export type LineListProps<Line> = {
  label: string
  lines: readonly Line[]
  lineKey: (line: Line) => string
  /** The application that the line opens. */
  applicationId: (line: Line) => string
  children: (line: Line) => ReactNode
}

/** Applications to open: links, between which the arrow keys move as in any list. */
export function LineList<Line>(props: LineListProps<Line>) {
  const { label, lines, lineKey, applicationId, children } = props
  const list = useRef<HTMLUListElement>(null)
  const move = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const place = links.findIndex((link) => link.matches(':focus'))
    const next = nextPlace(event.key, place, links.length, 8)
    if (next === undefined) return
    event.preventDefault()
    links[next]?.focus()
  }
  return (
    <ul ref={list} className={styles.list} aria-label={label} onKeyDown={move}>
      {lines.map((line) => (
        <li key={lineKey(line)}>
          <a
            className={styles.line}
            href={`#${routePath({ screen: 'application', id: applicationId(line) })}`}
          >
            {children(line)}
          </a>
        </li>
      ))}
    </ul>
  )
}
