import type { DirectoryEntry, EnrolmentCertificate, Revocation } from '../../shared/directory.ts'

/**
 * The bytes that are signed: UTF-8 of a JSON list without white space, first what is said and in which
 * version, then each value in the order below. A list has one spelling, where an object's members could
 * change places; the first value keeps a signature of one kind from passing for another.
 *
 *   ["solid-loket enrolment 1", office code, office name, number, enrolment key, issued at]
 *   ["solid-loket directory entry 1", certificate's signature, signing key, sealing key, from]
 *   ["solid-loket revocation 1", office code, up to number, at]
 *
 * Keys and signatures stand as base64url, numbers as JSON numbers, moments as ISO 8601 in UTC as they were
 * given.
 */
const statement = (...values: (string | number)[]): Buffer => Buffer.from(JSON.stringify(values))

export function enrolmentStatement(certificate: Omit<EnrolmentCertificate, 'signature'>): Buffer {
  const { office, number, enrolmentKey, issuedAt } = certificate
  return statement('solid-loket enrolment 1', office.code, office.name, number, enrolmentKey, issuedAt)
}

export function entryStatement(entry: Omit<DirectoryEntry, 'signature'>): Buffer {
  const { certificate, signingKey, sealingKey, from } = entry
  return statement('solid-loket directory entry 1', certificate.signature, signingKey, sealingKey, from)
}

export function revocationStatement({ office, upTo, at }: Omit<Revocation, 'signature'>): Buffer {
  return statement('solid-loket revocation 1', office, upTo, at)
}
