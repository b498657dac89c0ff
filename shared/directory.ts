import { z } from 'zod'

/**
 * The directory of the offices' public keys. Diskominfo's administrator holds the directory key (Ed25519), which
 * every office knows since its activation. With it they certify an enrolment key for each office they let in; the
 * office makes its own keys and enters them with that. So whoever keeps the directory, the centre's server
 * included, can withhold an entry but never forge one.
 *
 * Everything that is signed is signed as the bytes of main/identity/statement.ts.
 */

/** 32 bytes in base64url: a public key (Ed25519 or X25519), or the private half of one. */
export const KeyText = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
export type KeyText = z.infer<typeof KeyText>

/** An Ed25519 signature, 64 bytes in base64url. */
export const Signature = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/)
export type Signature = z.infer<typeof Signature>

export const KeyPair = z.object({ publicKey: KeyText, privateKey: KeyText })
export type KeyPair = z.infer<typeof KeyPair>

/** Kemendagri code of an office: kelurahan 10 digits, kecamatan 6 digits. */
const OfficeCode = z.string().regex(/^\d{6}(\d{4})?$/)

/** Numbers an office's keys: 1 for the first activation, one more for each renewal. */
export const KeyNumber = z.int().min(1).max(1_000_000)
export type KeyNumber = z.infer<typeof KeyNumber>

const Moment = z.iso.datetime()

/** The administrator's word that whoever holds this enrolment key may enter keys for the office, once. */
export const EnrolmentCertificate = z.object({
  version: z.literal(1),
  office: z.object({ code: OfficeCode, name: z.string().min(1).max(100) }),
  number: KeyNumber,
  /** Public half of the enrolment key. */
  enrolmentKey: KeyText,
  issuedAt: Moment,
  /** By the directory key. */
  signature: Signature,
})
export type EnrolmentCertificate = z.infer<typeof EnrolmentCertificate>

/** What an office is given with its activation file to enter its keys with. */
export const Enrolment = z.object({ certificate: EnrolmentCertificate, privateKey: KeyText })
export type Enrolment = z.infer<typeof Enrolment>

/** An office's public keys. */
export const DirectoryEntry = z.object({
  version: z.literal(1),
  certificate: EnrolmentCertificate,
  /** Ed25519: what the office signs its packets with. */
  signingKey: KeyText,
  /** X25519: what packets to the office are sealed for. */
  sealingKey: KeyText,
  from: Moment,
  /** By the enrolment key of the certificate. */
  signature: Signature,
})
export type DirectoryEntry = z.infer<typeof DirectoryEntry>

/** The administrator's word that an office's keys up to this number count no more: a lost device, an office shut. */
export const Revocation = z.object({
  version: z.literal(1),
  office: OfficeCode,
  upTo: KeyNumber,
  at: Moment,
  /** By the directory key. */
  signature: Signature,
})
export type Revocation = z.infer<typeof Revocation>
