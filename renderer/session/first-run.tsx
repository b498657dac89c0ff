import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useAct } from '../app/queries.ts'
import { AdministratorStep } from './administrator-step.tsx'
import { CentreStep } from './centre-step.tsx'
import { ChooseStart } from './choose-start.tsx'
import { useEnterSession } from './enter-session.ts'
import { OfficeStep } from './office-step.tsx'
import { RecoveryKeyStep } from './recovery-key-step.tsx'
import { emptySetUp, type SetUpForm, setUpInput } from './set-up-form.ts'

type Step = 'start' | 'office' | 'centre' | 'administrator'

/**
 * The first minutes of an office: training with one key, or four steps to a store of its own. What is typed
 * stays when one goes back, and nothing is written before the last step.
 *
 * @param onSettingUp keeps the wizard on the screen from the moment the store is made until the recovery key
 *   has been taken down, although somebody is signed in by then
 */
export function FirstRun({ onSettingUp }: { onSettingUp: (isSettingUp: boolean) => void }) {
  const [step, setStep] = useState<Step>('start')
  const form = useForm<SetUpForm>({ defaultValues: emptySetUp })
  const setUp = useAct('session.set-up')
  const enter = useEnterSession()

  const finish = form.handleSubmit((values) => {
    onSettingUp(true)
    setUp.mutate(setUpInput(values), { onError: () => onSettingUp(false) })
  })

  if (setUp.data) {
    const { recoveryKey, state } = setUp.data
    const begin = () => {
      enter(state)
      onSettingUp(false)
    }
    return (
      <RecoveryKeyStep recoveryKey={recoveryKey} officeName={form.getValues('officeName')} onDone={begin} />
    )
  }
  switch (step) {
    case 'start':
      return <ChooseStart onOffice={() => setStep('office')} />
    case 'office':
      return <OfficeStep form={form} onBack={() => setStep('start')} onNext={() => setStep('centre')} />
    case 'centre':
      return (
        <CentreStep form={form} onBack={() => setStep('office')} onNext={() => setStep('administrator')} />
      )
    case 'administrator':
      return (
        <AdministratorStep
          form={form}
          isPending={setUp.isPending}
          error={setUp.error}
          onBack={() => setStep('centre')}
          onNext={finish}
        />
      )
  }
}
