import { z } from 'zod'
import { Enrolment, KeyText } from './directory.ts'
import { CentreSettings, Office } from './office.ts'

/**
 * What Diskominfo hands to an office, once for each pair of keys: how to reach the centre and with which
 * account, whom to believe about the other offices' keys, and the right to enter keys of its own. Sealed by a
 * passphrase that goes another way than the file.
 */
export const Activation = z.object({
  office: Office,
  centre: CentreSettings,
  /** The administrator's public key, by which the office believes the directory from now on. */
  directoryKey: KeyText,
  enrolment: Enrolment,
  /** scrypt of the one-time code for the first administrator: salt and hash in base64. */
  administratorCode: z.object({ salt: z.base64(), hash: z.base64() }),
  issuedAt: z.iso.datetime(),
  /** After this the file opens nothing any more. */
  expiresAt: z.iso.datetime(),
})
export type Activation = z.infer<typeof Activation>

/** An activation file as text, longer than any that is one. */
export const ActivationText = z.string().max(200_000)

const ActivationHead = z.object({
  format: z.literal('solid-loket activation'),
  head: z.object({ office: z.string(), name: z.string(), keys: z.int() }),
})

/**
 * Whose file this is, as it says itself without its passphrase; undefined where it is no activation file.
 * Only opening it proves any of that.
 */
export function readActivationHead(text: string): { office: string; name: string; keys: number } | undefined {
  try {
    return ActivationHead.safeParse(JSON.parse(text)).data?.head
  } catch {
    return undefined
  }
}

/** What a person may see of an activation before it is used; nothing of it is secret. */
export const ActivationSummary = z.object({
  office: Office,
  keyNumber: z.int(),
  host: z.string(),
  port: z.int(),
  user: z.string(),
  expiresAt: z.iso.datetime(),
})
export type ActivationSummary = z.infer<typeof ActivationSummary>
