import { Columns2, Square } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Application, Page } from '../../shared/contract/application-calls.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { EmptyState } from '../ui/view-states.tsx'
import { PageFrame } from '../viewer/page-frame.tsx'
import { pageName } from '../viewer/page-name.ts'
import { PictureTools } from '../viewer/picture-tools.tsx'
import { useElementSize } from '../viewer/use-element-size.ts'
import type { PageView } from '../viewer/use-page-view.ts'
import { initialPages } from './case-pages.ts'
import styles from './page-pair.module.css'
import { pairLayout } from './pair-layout.ts'

type PairSide = 'first' | 'second'

/** Views of the two pages. Kept across cases: every KK has the same layout, so the zoom fits the next one. */
export interface PairViews {
  readonly first: PageView
  readonly second: PageView
}

/** Two pages of a case side by side, each with its own view; shortcuts apply to the active one. */
export function PagePair({ application, views }: { application: Application; views: PairViews }) {
  const { pages, form } = application
  const [first, second] = initialPages(pages, form)
  const [shown, setShown] = useState<Record<PairSide, Page | undefined>>({ first, second })
  const [active, setActive] = useState<PairSide>('first')
  const [isSingle, setSingle] = useState(false)
  const room = useRef<HTMLDivElement>(null)
  const size = useElementSize(room)
  const sides = (['first', 'second'] as const).filter((side) => shown[side] && (!isSingle || side === active))
  const activePage = shown[active]

  const show = (page: Page | undefined) => page && setShown({ ...shown, [active]: page })
  const step = (by: number) => {
    const next = activePage && pages[pages.indexOf(activePage) + by]
    return next && (() => show(next))
  }
  useShortcuts([
    {
      keys: 'G',
      label: 'Ganti sisi gambar',
      run: () => setActive(active === 'first' ? 'second' : 'first'),
      when: shown.second !== undefined,
      group,
    },
    ...pages.slice(0, 9).map((page, index) => ({
      keys: String(index + 1),
      label: `Tampilkan ${pageName(page, form)}`,
      run: () => show(page),
      group,
    })),
  ])

  if (!activePage) return <EmptyState title="Permohonan ini tanpa halaman" />
  const layout = size
    ? pairLayout(
        size,
        sides.map((side) => shown[side] ?? activePage),
      )
    : 'columns'
  return (
    <div className={styles.pair}>
      <PageChoices
        application={application}
        current={activePage}
        isSingle={isSingle}
        onPage={show}
        onSingle={setSingle}
      />
      <div ref={room} className={classes(styles.room, styles[layout])}>
        {sides.map((side) => {
          const page = shown[side]
          if (!page) return null
          const name = pageName(page, form)
          return (
            <figure
              key={side}
              className={classes(styles.side, side === active && sides.length > 1 && styles.active)}
              onFocus={() => setActive(side)}
              onPointerDown={() => setActive(side)}
            >
              <PageFrame {...views[side].frame(page)} name={name} />
            </figure>
          )
        })}
      </div>
      <PictureTools
        {...views[active].tools(activePage)}
        onTurn={(quarterTurns) => views[active].rotateView(activePage, quarterTurns)}
        onPrevious={step(-1)}
        onNext={step(1)}
      />
    </div>
  )
}

type PageChoicesProps = {
  application: Application
  current: Page
  isSingle: boolean
  onPage: (page: Page) => void
  onSingle: (isSingle: boolean) => void
}

/** Buttons for the pages of the case, and the switch between one and two pages. */
function PageChoices({ application, current, isSingle, onPage, onSingle }: PageChoicesProps) {
  return (
    <div className={styles.choices}>
      {application.pages.map((page, index) => (
        <Button
          key={page.id}
          size="small"
          variant={page.id === current.id ? 'primary' : 'quiet'}
          onPress={() => onPage(page)}
        >
          {`${index + 1} ${pageName(page, application.form)}`}
        </Button>
      ))}
      <IconButton
        icon={isSingle ? Columns2 : Square}
        label={isSingle ? 'Dua halaman' : 'Satu halaman'}
        shortcut="P"
        shortcutGroup={group}
        size="small"
        onPress={() => onSingle(!isSingle)}
      />
    </div>
  )
}

const group = 'Gambar'
