import { z } from 'zod'
import { ActivationSummary, ActivationText } from '../activation.ts'
import { defineCall } from './call.ts'
import { NewAdministrator, NewOffice, SessionState } from './session-calls.ts'

/** An activation file's text, and the passphrase that opens it. */
const File = z.object({ file: ActivationText, passphrase: z.string().max(200) })

export const activationCalls = {
  /** Opens an activation file to show whose it is; nothing is kept. */
  'activation.read': defineCall({ who: 'anyone', input: File, output: ActivationSummary }),

  /** The wizard's last step with an activation file: makes the store and signs the first administrator in. */
  'activation.set-up': defineCall({
    who: 'anyone',
    input: File.extend({ code: z.string().max(100), administrator: NewAdministrator }),
    output: NewOffice,
  }),

  /** Opens an office again that the centre had revoked; one of its administrators signs in with that. */
  'activation.reopen': defineCall({
    who: 'anyone',
    input: File.extend({ username: z.string().max(100), password: z.string().max(200) }),
    output: SessionState,
  }),

  /** Takes a new activation while work goes on: a new password at the centre, new keys. */
  'activation.renew': defineCall({ who: ['admin'], input: File, output: z.object({}) }),
}
