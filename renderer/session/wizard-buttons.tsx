import { Button } from '../ui/button.tsx'
import styles from './wizard.module.css'

export type WizardButtonsProps = {
  /** What happens next, in the clerk's verb. */
  next: string
  onBack: () => void
  isPending?: boolean | undefined
}

/** The way back and the way on; the way on sends the form, so that Enter does it too. */
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
