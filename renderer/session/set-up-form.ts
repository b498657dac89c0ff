import type { CallInput } from '../../shared/contract/contract.ts'
import type { Role } from '../../shared/roles.ts'
import { type ActivationForm, emptyActivation } from '../activation/activation-form.ts'
import { readCentreText } from '../lib/centre-text.ts'

/** Everything the wizard asks, as typed. */
export interface SetUpForm extends ActivationForm {
  /** The one-time code that goes with an activation file. */
  code: string
  officeCode: string
  officeName: string
  /** The file that Diskominfo gave, as text; empty where the connection comes later. */
  centre: string
  username: string
  name: string
  newPassword: string
  repeated: string
  /** What the administrator does besides. */
  otherRoles: Role[]
}

export const emptySetUp: SetUpForm = {
  ...emptyActivation,
  code: '',
  officeCode: '',
  officeName: '',
  centre: '',
  username: '',
  name: '',
  newPassword: '',
  repeated: '',
  otherRoles: [],
}

/** The wizard's last call without an activation file, from a form in which every step has been checked. */
export function setUpInput(form: SetUpForm): CallInput<'session.set-up'> {
  return {
    office: { code: form.officeCode, name: form.officeName.trim() },
    centre: form.centre.trim() === '' ? null : (readCentreText(form.centre) ?? null),
    administrator: administratorOf(form),
  }
}

/** The same with one. */
export function activationInput(form: SetUpForm): CallInput<'activation.set-up'> {
  const { file, passphrase, code } = form
  return { file, passphrase, code, administrator: administratorOf(form) }
}

const administratorOf = ({ username, name, newPassword, otherRoles }: SetUpForm) => ({
  username,
  name: name.trim(),
  password: newPassword,
  roles: ['admin' as const, ...otherRoles],
})
