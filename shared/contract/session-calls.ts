import { z } from 'zod'
import { CentreSettings, Office, OfficeSettings } from '../office.ts'
import { Role } from '../roles.ts'
import { defineCall, everyRole } from './call.ts'

export const Username = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/)

export const SignedInUser = z.object({
  id: z.uuid(),
  username: Username,
  name: z.string(),
  roles: z.array(Role),
})
export type SignedInUser = z.infer<typeof SignedInUser>

/** What the window shows before anything else: set up, unlock, or work. */
export const SessionState = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('first-run') }),
  z.object({
    stage: z.literal('locked'),
    training: z.boolean(),
    lastUsername: z.string().nullable(),
    /** Since when the centre has shut this office out: only a new activation opens it. */
    revokedAt: z.iso.datetime().nullable(),
  }),
  z.object({
    stage: z.literal('signed-in'),
    training: z.boolean(),
    user: SignedInUser,
    office: Office,
    settings: OfficeSettings,
  }),
])
export type SessionState = z.infer<typeof SessionState>

export const NewPassword = z.string().min(1).max(200)

/** The first account of an office. */
export const NewAdministrator = z.object({
  username: Username,
  name: z.string().trim().min(1).max(100),
  password: NewPassword,
  roles: z.array(Role),
})

/** An office that was just set up. The recovery key is shown this once and kept nowhere in the clear. */
export const NewOffice = z.object({ recoveryKey: z.string(), state: SessionState })

export const sessionCalls = {
  'session.state': defineCall({ who: 'anyone', input: z.object({}), output: SessionState }),

  /** The wizard's last step: makes the store and signs the first administrator in. */
  'session.set-up': defineCall({
    who: 'anyone',
    input: z.object({
      office: Office,
      centre: CentreSettings.nullable(),
      administrator: NewAdministrator,
    }),
    output: NewOffice,
  }),

  /** Makes (or opens) the training store: 30 invented families; it can never reach a real centre. */
  'session.start-training': defineCall({
    who: 'anyone',
    input: z.object({}),
    output: z.object({
      state: SessionState,
      /** The invented accounts, with their passwords: there is nothing to protect. */
      accounts: z.array(
        z.object({ username: Username, password: z.string(), name: z.string(), roles: z.array(Role) }),
      ),
    }),
  }),
  'session.leave-training': defineCall({ who: 'anyone', input: z.object({}), output: SessionState }),

  'session.sign-in': defineCall({
    who: 'anyone',
    input: z.object({ username: z.string().max(100), password: z.string().max(200) }),
    output: SessionState,
  }),
  'session.lock': defineCall({ who: 'anyone', input: z.object({}), output: SessionState }),

  /** Sets a new password for an administrator with the office's recovery key, which Diskominfo holds. */
  'session.recover': defineCall({
    who: 'anyone',
    input: z.object({
      recoveryKey: z.string().max(200),
      username: z.string().max(100),
      newPassword: NewPassword,
    }),
    output: SessionState,
  }),
  'session.change-password': defineCall({
    who: everyRole,
    input: z.object({ currentPassword: z.string().max(200), newPassword: NewPassword }),
    output: z.object({}),
  }),
}
