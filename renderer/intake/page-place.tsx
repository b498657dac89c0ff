import { FilePlus2, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { DocumentKind, documentNames } from '../../shared/form.ts'
import { FindingLine } from '../ui/finding-line.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { EmptyState } from '../ui/place-states.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import type { Option } from '../ui/type-ahead.ts'
import { pageName } from '../viewer/page-name.ts'
import { PageViewer } from '../viewer/page-viewer.tsx'
import { ArrivalLines } from './arrival-lines.tsx'
import styles from './page-place.module.css'
import { memberName } from './places.ts'
import type { Pages } from './use-pages.ts'
import { useCanType, useWorkState } from './work-context.ts'

const kinds = DocumentKind.options.map((code) => ({ code, label: documentNames[code] }))
const isKind = (code: string): code is DocumentKind => DocumentKind.safeParse(code).success
const ofFamily = { code: 'keluarga', label: 'Keluarga' }

/** The page that is looked at, what it is and whose, and the files that are on their way. */
export function PagePlace({ pages, onChoose }: { pages: Pages; onChoose: () => void }) {
  const canType = useCanType()
  const { current } = pages
  return (
    <div className={styles.place}>
      {canType && current && <PageDescription key={current.id} pages={pages} />}
      <div className={styles.picture}>
        {current ? <CurrentPage pages={pages} /> : <NoPages canType={canType} onChoose={onChoose} />}
      </div>
      <ArrivalLines arrivals={pages.arrivals} />
      {pages.removed && (
        <div className={styles.removed} role="status">
          <FindingLine
            finding={{
              code: 'removed',
              level: 'information',
              text: `Halaman ${pages.removed.name} dihapus.`,
              answer: { label: 'Kembalikan', run: pages.removed.restore, shortcut: 'Alt+Z' },
            }}
          />
        </div>
      )}
    </div>
  )
}

function CurrentPage({ pages }: { pages: Pages }) {
  const canType = useCanType()
  const { current } = pages
  const name = useWorkState((state) => (current ? pageName(current, state.form) : ''))
  if (!current) return null
  return (
    <PageViewer
      page={current}
      name={name}
      onTurn={canType ? pages.turn : undefined}
      onPrevious={pages.goPrevious}
      onNext={pages.goNext}
    />
  )
}

function NoPages({ canType, onChoose }: { canType: boolean; onChoose: () => void }) {
  if (!canType) return <EmptyState title="Permohonan ini tanpa halaman" />
  return (
    <EmptyState
      title="Belum ada berkas"
      icon={FilePlus2}
      next={{ label: 'Pilih berkas', run: onChoose, shortcut: 'F9' }}
    >
      Lepas JPEG, PNG, TIFF, WebP atau PDF di mana saja pada layar ini, atau tempel dengan Ctrl+V.
    </EmptyState>
  )
}

/** What the page is and whose; by keys alone: Alt+J, then the first letters of each. */
function PageDescription({ pages }: { pages: Pages }) {
  const line = useRef<HTMLDivElement>(null)
  const { current } = pages
  const members = useWorkState(
    ({ form }) => form.members.map(({ id }) => ({ code: id, label: memberName(form, id) })),
    sameOptions,
  )
  useShortcuts([
    {
      keys: 'Alt+J',
      label: 'Jenis berkas ini',
      run: () => line.current?.querySelector('button')?.focus(),
      group: 'Berkas',
    },
  ])
  if (!current) return null
  return (
    <div className={styles.description} ref={line}>
      <SelectField
        label="Jenis berkas"
        labelHint="Alt+J"
        value={current.document}
        options={kinds}
        onChange={(code) => isKind(code) && pages.describe({ document: code })}
      />
      <SelectField
        label="Milik"
        value={current.memberId ?? ofFamily.code}
        options={[ofFamily, ...members]}
        onChange={(code) => pages.describe({ memberId: code === ofFamily.code ? null : code })}
      />
      <IconButton
        icon={Trash2}
        label="Hapus halaman ini"
        shortcut="Alt+Del"
        shortcutGroup="Berkas"
        onPress={() => pages.remove(current)}
      />
    </div>
  )
}

function sameOptions(one: readonly Option[], other: readonly Option[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ code, label }, place) => code === other[place]?.code && label === other[place]?.label)
  )
}
