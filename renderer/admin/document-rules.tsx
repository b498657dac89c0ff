import { useState } from 'react'
import { ApplicationKind, type ApplicationKindRule, kindNames } from '../../shared/application-kind.ts'
import { FormProblem } from '../api/form-problem.tsx'
import { Loaded } from '../api/loaded.tsx'
import { useCallMutation, useCallQuery } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './admin.module.css'
import { RuleEditor } from './rule-editor.tsx'

/** Settings page: required documents by kind of application; the regulations differ from city to city. */
export function DocumentRulesPage() {
  const office = useCallQuery('office.get', {})
  return <Loaded query={office}>{({ rules }) => <RulesForm stored={rules} />}</Loaded>
}

function RulesForm({ stored }: { stored: ApplicationKindRule[] }) {
  const [rules, setRules] = useState(stored)
  const [kind, setKind] = useState<ApplicationKind>('pendaftaran')
  const change = useCallMutation('office.change-rules')
  const showToast = useToast()
  const rule = rules.find((candidate) => candidate.kind === kind)
  const isChanged = JSON.stringify(rules) !== JSON.stringify(stored)
  const save = () =>
    change.mutate(rules, {
      onSuccess: () =>
        showToast({
          text: 'Berkas wajib tersimpan dan berlaku untuk permohonan yang diajukan mulai sekarang.',
        }),
    })
  return (
    <div className={styles.main}>
      <ChoiceField
        label="Jenis permohonan"
        value={kind}
        onChange={(code) => setKind(ApplicationKind.parse(code))}
        options={ApplicationKind.options.map((code) => ({ code, label: kindNames[code] }))}
      />
      {rule && (
        <RuleEditor
          rule={rule}
          onChange={(edited) => setRules(rules.map((one) => (one.kind === edited.kind ? edited : one)))}
        />
      )}
      <FormProblem error={change.error} />
      <div className={styles.buttons}>
        <Button
          variant="primary"
          shortcut="F6"
          onPress={save}
          isPending={change.isPending}
          isDisabled={!isChanged}
        >
          Simpan berkas wajib
        </Button>
        {isChanged && (
          <Button variant="quiet" onPress={() => setRules(stored)}>
            Kembalikan yang tersimpan
          </Button>
        )}
      </div>
    </div>
  )
}
