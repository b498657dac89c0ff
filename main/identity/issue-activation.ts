import type { Activation } from '../../shared/activation.ts'
import type { KeyPair } from '../../shared/directory.ts'
import type { CentreSettings, Office } from '../../shared/office.ts'
import { hashAdministratorCode, sealActivation } from './activation-file.ts'
import { certifyEnrolment } from './directory-key.ts'
import { newAdministratorCode, newPassphrase } from './passphrase.ts'

/** Days until a file expires. */
const daysValid = 30

/**
 * An activation file, and the secrets that are sent separately from it, by telephone or in a sealed letter.
 */
export interface IssuedActivation {
  file: string
  passphrase: string
  administratorCode: string
  /** The file cannot be opened after this; UTC, ISO 8601. */
  expiresAt: string
}

/**
 * Issues an activation file for an office.
 * @param number of the keys that the office publishes with it: one more than the last
 * @param chosen a passphrase of the administrator's own; undefined makes one
 */
export async function issueActivation(
  directoryKey: KeyPair,
  { office, number, centre }: { office: Office; number: number; centre: CentreSettings },
  now: Date,
  chosen?: string,
): Promise<IssuedActivation> {
  const passphrase = chosen ?? newPassphrase()
  const administratorCode = newAdministratorCode()
  const issuedAt = now.toISOString()
  const activation: Activation = {
    office,
    centre,
    directoryKey: directoryKey.publicKey,
    enrolment: certifyEnrolment(directoryKey, { office, number, issuedAt }),
    administratorCode: await hashAdministratorCode(administratorCode),
    issuedAt,
    expiresAt: new Date(now.getTime() + daysValid * 86_400_000).toISOString(),
  }
  const { expiresAt } = activation
  return { file: await sealActivation(activation, passphrase), passphrase, administratorCode, expiresAt }
}
