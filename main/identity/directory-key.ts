import type {
  DirectoryEntry,
  Enrolment,
  EnrolmentCertificate,
  KeyPair,
  KeyText,
  Revocation,
} from '../../shared/directory.ts'
import type { Office } from '../../shared/office.ts'
import { isSignedBy, newSigningPair, signBytes } from './key-pairs.ts'
import { enrolmentStatement, entryStatement, revocationStatement } from './statement.ts'

/** The administrator's side: what is done with the directory key, which stays with Diskominfo. */

/** A directory key, Ed25519. Made once; its public half is what every office knows. */
export const newDirectoryKey = (): KeyPair => newSigningPair()

/**
 * Lets an office enter its keys of this number.
 * @param issuedAt UTC, ISO 8601
 */
export function certifyEnrolment(
  directoryKey: KeyPair,
  { office, number, issuedAt }: { office: Office; number: number; issuedAt: string },
): Enrolment {
  const pair = newSigningPair()
  const certificate = { version: 1 as const, office, number, enrolmentKey: pair.publicKey, issuedAt }
  const signature = signBytes(enrolmentStatement(certificate), directoryKey)
  return { certificate: { ...certificate, signature }, privateKey: pair.privateKey }
}

/**
 * Takes an office's keys up to this number out of use.
 * @param at UTC, ISO 8601
 */
export function revokeKeys(
  directoryKey: KeyPair,
  { office, upTo, at }: { office: string; upTo: number; at: string },
): Revocation {
  const revocation = { version: 1 as const, office, upTo, at }
  return { ...revocation, signature: signBytes(revocationStatement(revocation), directoryKey) }
}

/** Whether a certificate is the administrator's. */
export function isCertified(certificate: EnrolmentCertificate, directoryKey: KeyText): boolean {
  return isSignedBy(enrolmentStatement(certificate), certificate.signature, directoryKey)
}

/** Whether an entry holds from the directory key down: the certificate is the administrator's, the keys are the office's. */
export function isEntryGenuine(entry: DirectoryEntry, directoryKey: KeyText): boolean {
  const { certificate, signature } = entry
  return (
    isCertified(certificate, directoryKey) &&
    isSignedBy(entryStatement(entry), signature, certificate.enrolmentKey)
  )
}

export function isRevocationGenuine(revocation: Revocation, directoryKey: KeyText): boolean {
  return isSignedBy(revocationStatement(revocation), revocation.signature, directoryKey)
}
