import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getProgram } from './find-program.ts'

const run = promisify(execFile)

/**
 * What the server shows: `good` for localhost and 127.0.0.1; `name-only` and `address-only` for one of the
 * two; `wrong-name` for a host of another name; `foreign-ca` signed by an authority that the client does not
 * trust; `expired` yesterday.
 */
export type CertificateKind = 'good' | 'name-only' | 'address-only' | 'wrong-name' | 'foreign-ca' | 'expired'

const namesOf: Record<CertificateKind, string> = {
  good: 'DNS:localhost,IP:127.0.0.1',
  'name-only': 'DNS:localhost',
  'address-only': 'IP:127.0.0.1',
  'wrong-name': 'DNS:other.invalid',
  'foreign-ca': 'DNS:localhost,IP:127.0.0.1',
  expired: 'DNS:localhost,IP:127.0.0.1',
}

export type ServerCertificate = {
  /** PEM file of the authority that signed the server's certificate. */
  readonly caFile: string
  readonly certificateFile: string
  readonly keyFile: string
  /** PEM text of the authority that the client trusts; for `foreign-ca` not the one that signed. */
  readonly trustedCa: string
}

/** Makes an authority and a server certificate in the folder, valid for a day. */
export async function makeServerCertificate(
  folder: string,
  kind: CertificateKind = 'good',
): Promise<ServerCertificate> {
  const ca = await makeAuthority(folder, 'ca')
  const trusted = kind === 'foreign-ca' ? await makeAuthority(folder, 'other-ca') : ca
  const certificateFile = join(folder, 'server.pem')
  const keyFile = join(folder, 'server-key.pem')
  const signedBy = ['-CA', ca.certificateFile, '-CAkey', ca.keyFile]
  const extensions = [
    ...['-addext', `subjectAltName=${namesOf[kind]}`, '-addext', 'basicConstraints=critical,CA:FALSE'],
  ]
  if (kind === 'expired') {
    // Only a request can be signed with days that are over.
    const request = join(folder, 'server.csr')
    await openssl('req', ...newKey('server', request, keyFile), ...extensions)
    const over = ['-days', '-1', '-copy_extensions', 'copyall']
    await openssl('x509', '-req', '-in', request, ...signedBy, ...over, '-out', certificateFile)
  } else {
    await openssl(...newCertificate('server', certificateFile, keyFile), ...signedBy, ...extensions)
  }
  const trustedCa = await readFile(trusted.certificateFile, 'utf8')
  return { caFile: ca.certificateFile, certificateFile, keyFile, trustedCa }
}

async function makeAuthority(folder: string, name: string) {
  const certificateFile = join(folder, `${name}.pem`)
  const keyFile = join(folder, `${name}-key.pem`)
  await openssl(...newCertificate(name, certificateFile, keyFile))
  return { certificateFile, keyFile }
}

function newCertificate(name: string, certificateFile: string, keyFile: string): string[] {
  return ['req', '-x509', '-days', '1', ...newKey(name, certificateFile, keyFile)]
}

function newKey(name: string, outFile: string, keyFile: string): string[] {
  // Elliptic keys are made in a millisecond; RSA keys take up to a second.
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-keyout', keyFile]
  return [...key, '-subj', `/CN=SOLID Loket test ${name}`, '-out', outFile]
}

async function openssl(...parameters: string[]): Promise<void> {
  await run(getProgram('openssl'), parameters)
}
