import type { CallInput } from '../../shared/contract/contract.ts'
import type { Role } from '../../shared/roles.ts'
import { type ActivationForm, emptyActivation } from '../activation/activation-form.ts'
import { readCentreText } from '../lib/centre-text.ts'

/** Values of the set-up wizard, as typed. */
export interface SetUpForm extends ActivationForm {
  /** The one-time code that goes with an activation file. */
  code: string
  officeCode: string
  officeName: string
  /** Text of the connection file from Diskominfo; empty where it is set later. */
  centre: string
  username: string
  name: string
  newPassword: string
  repeated: string
  /** Further roles of the administrator. */
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

/** Input of the set-up call without an activation file, from validated values. */
export function setUpInput(form: SetUpForm): CallInput<'session.set-up'> {
  return {
    office: { code: form.officeCode, name: form.officeName.trim() },
    centre: form.centre.trim() === '' ? null : (readCentreText(form.centre) ?? null),
    administrator: administratorOf(form),
  }
}

/** Input of the set-up call with an activation file. */
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
