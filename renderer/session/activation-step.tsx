import { FormProvider } from 'react-hook-form'
import type { ActivationSummary } from '../../shared/activation.ts'
import { ActivationFields } from '../activation/activation-fields.tsx'
import { FormProblem } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { AuthLayout } from './auth-layout.tsx'
import type { SetUpStepProps } from './office-step.tsx'
import wizard from './wizard.module.css'
import { WizardButtons } from './wizard-buttons.tsx'

export type ActivationStepProps = Omit<SetUpStepProps, 'onNext'> & {
  /** The file was opened; the summary says for which office it is. */
  onOpened: (summary: ActivationSummary) => void
  /** Set up without a file; the office is activated later. */
  onWithout: () => void
}

/** The file that Diskominfo gave: it says which office this is and how it reaches the centre. */
export function ActivationStep({ form, onBack, onOpened, onWithout }: ActivationStepProps) {
  const read = useCallMutation('activation.read')
  const open = async () => {
    if (!(await form.trigger(['file', 'passphrase'], { shouldFocus: true }))) return
    const { file, passphrase } = form.getValues()
    read.mutate({ file, passphrase }, { onSuccess: onOpened })
  }
  return (
    <AuthLayout
      title="Berkas aktivasi"
      step="Langkah 1 dari 3"
      lead="Diskominfo memberi setiap kantor satu berkas aktivasi. Isinya kantor, sambungan ke pusat, dan hak memasang kunci kantor."
    >
      <FormProvider {...form}>
        <form
          className={wizard.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void open()
          }}
        >
          <ActivationFields autoFocus />
          <FormProblem error={read.error} />
          <WizardButtons next="Buka berkas" onBack={onBack} isPending={read.isPending} />
          <Button variant="quiet" onPress={onWithout} isDisabled={read.isPending} isWide>
            Belum ada berkas, isi sendiri
          </Button>
        </form>
      </FormProvider>
    </AuthLayout>
  )
}
