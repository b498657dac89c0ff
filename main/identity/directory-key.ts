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

/** The administrator's side: signing with the directory key, which stays with Diskominfo. */

/** Generates a directory key, Ed25519, once; every office has its public half. */
export const newDirectoryKey = (): KeyPair => newSigningPair()

/**
 * Certifies an enrolment key, with which an office publishes its keys of this number.
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
 * Revokes an office's keys up to this number.
 * @param at UTC, ISO 8601
 */
export function revokeKeys(
  directoryKey: KeyPair,
  { office, upTo, at }: { office: string; upTo: number; at: string },
): Revocation {
  const revocation = { version: 1 as const, office, upTo, at }
  return { ...revocation, signature: signBytes(revocationStatement(revocation), directoryKey) }
}

/** Whether a certificate is signed with the directory key. */
export function isCertified(certificate: EnrolmentCertificate, directoryKey: KeyText): boolean {
  return isSignedBy(enrolmentStatement(certificate), certificate.signature, directoryKey)
}

/** Verifies the chain of an entry: directory key, certificate, keys of the office. */
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
