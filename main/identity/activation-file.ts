import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Activation, type ActivationSummary } from '../../shared/activation.ts'
import { Problem } from '../../shared/problems.ts'
import type { Clock } from '../store/clock.ts'
import { deriveKey } from './derive-key.ts'
import { openSealedFile, readSealedFile, sealFile } from './sealed-file.ts'

const format = 'solid-loket activation'

/**
 * The text of an activation file; its readable head names the office, to choose the right file among many.
 */
export function sealActivation(activation: Activation, passphrase: string): Promise<string> {
  const { office, enrolment, issuedAt } = activation
  const head = { office: office.code, name: office.name, keys: enrolment.certificate.number, issuedAt }
  return sealFile(format, head, JSON.stringify(activation), passphrase)
}

/**
 * Opens an activation file. Throws `activation-unreadable` (another file, or a damaged one),
 * `activation-newer`, `activation-passphrase-wrong` and `activation-expired`.
 */
export async function openActivation(text: string, passphrase: string, clock: Clock): Promise<Activation> {
  const file = readSealedFile(text, format)
  if (file === 'unreadable') throw new Problem('activation-unreadable')
  if (file === 'newer') throw new Problem('activation-newer')
  const content = await openSealedFile(file, passphrase)
  if (content === undefined) throw new Problem('activation-passphrase-wrong')
  const { data: activation } = Activation.safeParse(JSON.parse(content))
  if (activation === undefined) throw new Problem('activation-newer')
  if (clock().getTime() > Date.parse(activation.expiresAt)) throw new Problem('activation-expired')
  return activation
}

export const summariseActivation = ({
  office,
  centre,
  enrolment,
  expiresAt,
}: Activation): ActivationSummary => ({
  office,
  keyNumber: enrolment.certificate.number,
  host: centre.host,
  port: centre.port,
  user: centre.user,
  expiresAt,
})

/** The salted hash of the one-time code, for the activation file. */
export async function hashAdministratorCode(code: string): Promise<Activation['administratorCode']> {
  const salt = randomBytes(16)
  return { salt: salt.toString('base64'), hash: (await deriveKey(code, salt)).toString('base64') }
}

/**
 * Throws `activation-code-wrong`. Protects against someone who found the file together with its passphrase.
 */
export async function checkAdministratorCode(
  { administratorCode: { salt, hash } }: Activation,
  code: string,
): Promise<void> {
  const typed = await deriveKey(code, Buffer.from(salt, 'base64'))
  const expected = Buffer.from(hash, 'base64')
  if (expected.length !== typed.length || !timingSafeEqual(typed, expected)) {
    throw new Problem('activation-code-wrong')
  }
}
