import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Button as PlainButton } from 'react-aria-components/Button'
import type { Page } from '../../shared/contract/application-calls.ts'
import { documentNames } from '../../shared/form.ts'
import { pagePicture } from '../app/client.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Toolbar } from '../ui/toolbar.tsx'
import styles from './page-column.module.css'
import { memberName } from './places.ts'
import type { Pages } from './use-pages.ts'
import { useCanType, useWorkState } from './work-context.ts'

/** The pages as small pictures: what each is, whose, and that it is there. */
export function PageColumn(props: {
  pages: Pages
  onChoose: () => void
  addButton: RefObject<HTMLButtonElement | null>
}) {
  const { pages, onChoose, addButton } = props
  const canType = useCanType()
  return (
    <section className={styles.column} aria-label="Berkas">
      <div className={styles.list}>
        <Toolbar label="Halaman" orientation="vertical">
          {pages.all.map((page) => (
            <PageCard
              key={page.id}
              page={page}
              isCurrent={page.id === pages.current?.id}
              onSelect={() => pages.select(page.id)}
            />
          ))}
        </Toolbar>
      </div>
      {canType && (
        <div className={styles.add}>
          <Button size="small" shortcut="F9" shortcutGroup="Berkas" isWide onPress={onChoose} ref={addButton}>
            Berkas
          </Button>
        </div>
      )}
    </section>
  )
}

function PageCard({ page, isCurrent, onSelect }: { page: Page; isCurrent: boolean; onSelect: () => void }) {
  const owner = useWorkState((state) =>
    state.form.members.some((member) => member.id === page.memberId) && page.memberId !== null
      ? memberName(state.form, page.memberId)
      : '',
  )
  return (
    <PlainButton
      className={classes(styles.card, isCurrent && styles.current)}
      aria-pressed={isCurrent}
      onPress={onSelect}
      onFocus={onSelect}
    >
      <span className={styles.words}>
        <span className={styles.document}>{documentNames[page.document]}</span>
        <Check className={styles.check} aria-label="ada" />
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
}
