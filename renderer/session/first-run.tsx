import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { ActivationSummary } from '../../shared/activation.ts'
import { useCallMutation } from '../api/queries.ts'
import { ActivationStep } from './activation-step.tsx'
import { AdministratorStep } from './administrator-step.tsx'
import { CentreStep } from './centre-step.tsx'
import { ChooseStart } from './choose-start.tsx'
import { useEnterSession } from './enter-session.ts'
import { OfficeStep } from './office-step.tsx'
import { RecoveryKeyStep } from './recovery-key-step.tsx'
import { activationInput, emptySetUp, type SetUpForm, setUpInput } from './set-up-form.ts'

type SetUpStep = 'start' | 'activation' | 'office' | 'centre' | 'administrator'

/**
 * Set-up wizard: training, or a store of its own, in three steps with an activation file or four without.
 * Typed values survive going back, and nothing is written before the last step.
 *
 * @param onSettingUp keeps the wizard mounted from creating the store until the recovery key has been written
 * down,
 *   although the administrator is signed in by then
 */
export function FirstRun({ onSettingUp }: { onSettingUp: (isSettingUp: boolean) => void }) {
  const [step, setStep] = useState<SetUpStep>('start')
  /** The opened activation file; undefined when set up without one. */
  const [activation, setActivation] = useState<ActivationSummary>()
  const form = useForm<SetUpForm>({ defaultValues: emptySetUp })
  const setUp = useCallMutation('session.set-up')
  const activate = useCallMutation('activation.set-up')
  const enter = useEnterSession()
  const officeName = activation?.office.name ?? form.getValues('officeName')

  const finish = form.handleSubmit((values) => {
    onSettingUp(true)
    const options = { onError: () => onSettingUp(false) }
    if (activation) activate.mutate(activationInput(values), options)
    else setUp.mutate(setUpInput(values), options)
  })

  const setUpResult = activate.data ?? setUp.data
  if (setUpResult) {
    const begin = () => {
      enter(setUpResult.state)
      onSettingUp(false)
    }
    return (
      <RecoveryKeyStep
        recoveryKey={setUpResult.recoveryKey}
        officeName={officeName}
        step={activation ? 'Langkah 3 dari 3' : 'Langkah 4 dari 4'}
        onDone={begin}
      />
    )
  }
  switch (step) {
    case 'start':
      return <ChooseStart onOffice={() => setStep('activation')} />
    case 'activation':
      return (
        <ActivationStep
          form={form}
          onBack={() => setStep('start')}
          onOpened={(summary) => {
            setActivation(summary)
            setStep('administrator')
          }}
          onWithout={() => {
            setActivation(undefined)
            setStep('office')
          }}
        />
      )
    case 'office':
      return <OfficeStep form={form} onBack={() => setStep('activation')} onNext={() => setStep('centre')} />
    case 'centre':
      return (
        <CentreStep form={form} onBack={() => setStep('office')} onNext={() => setStep('administrator')} />
      )
    case 'administrator':
      return (
        <AdministratorStep
          form={form}
          activation={activation}
          isPending={setUp.isPending || activate.isPending}
          error={activate.error ?? setUp.error}
          onBack={() => setStep(activation ? 'activation' : 'centre')}
          onNext={finish}
        />
      )
  }
}
