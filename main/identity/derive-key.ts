import { type ScryptOptions, scrypt } from 'node:crypto'
import { normaliseTyped } from './passphrase.ts'

/** 32 MiB and about 0.2 s for each guess, as for passwords (main/accounts). */
const scryptParameters: ScryptOptions = { cost: 2 ** 15, blockSize: 8, parallelization: 1, maxmem: 2 ** 26 }

/** Password-based key derivation (scrypt): 32 bytes from a typed passphrase or code. */
export function deriveKey(typed: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(normaliseTyped(typed), salt, 32, scryptParameters, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
