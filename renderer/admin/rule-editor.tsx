import { Plus, Trash2 } from 'lucide-react'
import type { ApplicationKindRule, DocumentRequirement } from '../../shared/application-kind.ts'
import { DocumentKind, documentNames } from '../../shared/form.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './rule-editor.module.css'

/** Options for the number of pages; a rule from elsewhere may have another value, up to the schema's 20. */
const pageChoices = [0, 1, 2, 3, 4, 5, 6, 8, 10, 20]

const pageOption = (pages: number) => ({
  code: String(pages),
  label: pages === 0 ? 'boleh tidak ada' : `paling sedikit ${pages}`,
})

export type RuleEditorProps = {
  rule: ApplicationKindRule
  onChange: (rule: ApplicationKindRule) => void
}

/** Edits the required documents of one kind of application. */
export function RuleEditor({ rule, onChange }: RuleEditorProps) {
  const unused = DocumentKind.options.filter(
    (kind) => !rule.documents.some(({ document }) => document === kind),
  )
  const setDocuments = (documents: DocumentRequirement[]) => onChange({ ...rule, documents })
  const [next] = unused
  const add = () =>
    next && setDocuments([...rule.documents, { document: next, minimumPages: 1, letterDetails: false }])
  return (
    <>
      <ul className={styles.list} aria-label="Berkas">
        {rule.documents.map((requirement) => (
          <li key={requirement.document} className={styles.requirement}>
            <RequirementRow
              requirement={requirement}
              unused={unused}
              onChange={(edited) =>
                setDocuments(rule.documents.map((one) => (one === requirement ? edited : one)))
              }
              onRemove={() => setDocuments(rule.documents.filter((one) => one !== requirement))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Plus} onPress={add} isDisabled={unused.length === 0}>
          Tambah berkas
        </Button>
      </div>
      <Switch
        isOn={rule.nikRequired}
        onChange={(nikRequired) => onChange({ ...rule, nikRequired })}
        description="Matikan hanya untuk bayi yang biodatanya belum dicatat."
      >
        Setiap anggota wajib ber-NIK
      </Switch>
      <div className={styles.source}>
        <TextField
          label="Dasar aturan"
          value={rule.source}
          onChange={(source) => onChange({ ...rule, source })}
          maxLength={200}
        />
      </div>
    </>
  )
}

type RequirementRowProps = {
  requirement: DocumentRequirement
  unused: readonly DocumentKind[]
  onChange: (requirement: DocumentRequirement) => void
  onRemove: () => void
}

function RequirementRow({ requirement, unused, onChange, onRemove }: RequirementRowProps) {
  const { document, minimumPages, letterDetails } = requirement
  const pages = pageChoices.includes(minimumPages) ? pageChoices : [...pageChoices, minimumPages]
  return (
    <>
      <SelectField
        label="Berkas"
        value={document}
        onChange={(code) => onChange({ ...requirement, document: DocumentKind.parse(code) })}
        options={[document, ...unused].map((code) => ({ code, label: documentNames[code] }))}
      />
      <SelectField
        label="Halaman"
        value={String(minimumPages)}
        onChange={(code) => onChange({ ...requirement, minimumPages: Number(code) })}
        options={pages.map(pageOption)}
      />
      <Checkbox
        isSelected={letterDetails}
        onChange={(isAsked) => onChange({ ...requirement, letterDetails: isAsked })}
      >
        Nomor dan tanggal surat
      </Checkbox>
      <IconButton icon={Trash2} label={`Hapus ${documentNames[document]} dari daftar`} onPress={onRemove} />
    </>
  )
}
