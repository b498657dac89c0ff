import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import styles from './switch.module.css'

export type SwitchProps = {
  children: string
  isOn: boolean
  onChange: (isOn: boolean) => void
  isDisabled?: boolean | undefined
  description?: string | undefined
}

/** Switch for a setting that takes effect at once. */
export function Switch({ children, isOn, onChange, isDisabled = false, description }: SwitchProps) {
  return (
    <AriaSwitch className={styles.switch ?? ''} isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <span className={styles.track}>
        <span className={styles.knob} />
      </span>
      <span>
        {children}
        {description && <span className={styles.description}>{description}</span>}
      </span>
    </AriaSwitch>
  )
}
