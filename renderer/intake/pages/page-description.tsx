import { Trash2 } from 'lucide-react'
import { memo, useRef } from 'react'
import type { Page } from '../../../shared/contract/application-calls.ts'
import { DocumentKind, documentNames } from '../../../shared/form.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import type { Option } from '../../ui/type-ahead.ts'
import { useDraftState } from '../draft/draft-context.ts'
import { memberName } from '../draft/field-labels.ts'
import type { PageActions } from './page-actions.ts'
import styles from './page-pane.module.css'

const kinds = DocumentKind.options.map((code) => ({ code, label: documentNames[code] }))
const isKind = (code: string): code is DocumentKind => DocumentKind.safeParse(code).success
const ofFamily = { code: 'keluarga', label: 'Keluarga' }

type PageDescriptionProps = { current: Page; actions: PageActions }

/** Document kind and owner of the page. By keyboard: Alt+J, then the first letters of each. */
export const PageDescription = memo(function PageDescription({ current, actions }: PageDescriptionProps) {
  const row = useRef<HTMLDivElement>(null)
  const members = useDraftState(
    ({ form }) => form.members.map(({ id }) => ({ code: id, label: memberName(form, id) })),
    areSameOptions,
  )
  useShortcuts([
    {
      keys: 'Alt+J',
      label: 'Jenis berkas ini',
      run: () => row.current?.querySelector('button')?.focus(),
      group: 'Berkas',
    },
  ])
  return (
    <div className={styles.description} ref={row}>
      <SelectField
        label="Jenis berkas"
        labelHint="Alt+J"
        value={current.document}
        options={kinds}
        onChange={(code) => isKind(code) && actions.describe(current, { document: code })}
      />
      <SelectField
        label="Milik"
        value={current.memberId ?? ofFamily.code}
        options={[ofFamily, ...members]}
        onChange={(code) => actions.describe(current, { memberId: code === ofFamily.code ? null : code })}
      />
      <IconButton
        icon={Trash2}
        label="Hapus halaman ini"
        shortcut="Alt+Del"
        shortcutGroup="Berkas"
        onPress={() => actions.remove(current)}
      />
    </div>
  )
})

function areSameOptions(one: readonly Option[], other: readonly Option[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ code, label }, index) => code === other[index]?.code && label === other[index]?.label)
  )
}
