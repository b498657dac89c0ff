import { Check, TriangleAlert } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { Button as PlainButton } from 'react-aria-components/Button'
import type { Page } from '../../../shared/contract/application-calls.ts'
import { documentNames } from '../../../shared/form.ts'
import { pagePicture } from '../../api/client.ts'
import { classes } from '../../ui/classes.ts'
import { Toolbar } from '../../ui/toolbar.tsx'
import { useDraftState } from '../draft/draft-context.ts'
import { memberName } from '../draft/field-labels.ts'
import styles from './page-column.module.css'
import type { ApplicationPages } from './use-pages.ts'

/** Thumbnails of the pages with document, owner and quality. */
export function PageColumn({ pages }: { pages: ApplicationPages }) {
  return (
    <section className={styles.column} aria-label="Berkas">
      <div className={styles.list}>
        <Toolbar label="Halaman" orientation="vertical">
          {pages.all.map((page) => (
            <PageCard
              key={page.id}
              page={page}
              isCurrent={page.id === pages.current?.id}
              onSelect={pages.actions.select}
            />
          ))}
        </Toolbar>
      </div>
    </section>
  )
}

interface PageCardProps {
  page: Page
  isCurrent: boolean
  onSelect: (id: string) => void
}

/** Memoised: three hundred pages may arrive one after the other. */
const PageCard = memo(function PageCard({ page, isCurrent, onSelect }: PageCardProps) {
  const owner = useDraftState((state) =>
    state.form.members.some((member) => member.id === page.memberId) && page.memberId !== null
      ? memberName(state.form, page.memberId)
      : '',
  )
  const card = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const isWarned = page.quality?.findings.some(({ level }) => level === 'warning') ?? false
  return (
    <PlainButton
      ref={card}
      className={classes(styles.card, isCurrent && styles.current)}
      aria-pressed={isCurrent}
      onPress={() => onSelect(page.id)}
      onFocus={() => onSelect(page.id)}
    >
      <span className={styles.header}>
        <span className={styles.document}>{documentNames[page.document]}</span>
        {isWarned ? (
          <TriangleAlert className={styles.warned} aria-label="gambarnya perlu diperiksa" />
        ) : (
          <Check className={styles.check} aria-label="ada" />
        )}
      </span>
      <img
        className={styles.picture}
        src={pagePicture(page, 'thumbnail')}
        width={page.width}
        height={page.height}
        alt=""
        loading="lazy"
        draggable={false}
      />
      {owner !== '' && <span className={styles.owner}>{owner}</span>}
    </PlainButton>
  )
})
