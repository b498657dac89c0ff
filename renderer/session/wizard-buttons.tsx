import { Button } from '../ui/button.tsx'
import styles from './wizard.module.css'

export type WizardButtonsProps = {
  /** Label of the next step, a verb. */
  next: string
  onBack: () => void
  isPending?: boolean | undefined
}

/** Back and next buttons; next submits the form, so Enter does too. */
export function WizardButtons({ next, onBack, isPending = false }: WizardButtonsProps) {
  return (
    <div className={styles.buttons}>
      <Button variant="quiet" shortcut="Esc" onPress={onBack} isDisabled={isPending}>
        Kembali
      </Button>
      <Button variant="primary" type="submit" isPending={isPending}>
        {next}
      </Button>
    </div>
  )
}
