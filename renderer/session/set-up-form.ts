import type { CallInput } from '../../shared/contract/contract.ts'
import type { Role } from '../../shared/roles.ts'
import { readCentreText } from '../app/centre-text.ts'

/** Everything the wizard asks, as typed. */
export interface SetUpForm {
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
  officeCode: '',
  officeName: '',
  centre: '',
  username: '',
  name: '',
  newPassword: '',
  repeated: '',
  otherRoles: [],
}

/** The wizard's last call, from a form in which every step has been checked. */
export function setUpInput(form: SetUpForm): CallInput<'session.set-up'> {
  return {
    office: { code: form.officeCode, name: form.officeName.trim() },
    centre: form.centre.trim() === '' ? null : (readCentreText(form.centre) ?? null),
    administrator: {
      username: form.username,
      name: form.name.trim(),
      password: form.newPassword,
      roles: ['admin', ...form.otherRoles],
    },
  }
}
