import { type ScryptOptions, scrypt } from 'node:crypto'
import { asTyped } from './passphrase.ts'

/** 32 MiB and about 0.2 s for each guess, as for passwords (main/accounts). */
const strength: ScryptOptions = { cost: 2 ** 15, blockSize: 8, parallelization: 1, maxmem: 2 ** 26 }

/** 32 bytes from something that a person types. */
export function deriveKey(typed: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(asTyped(typed), salt, 32, strength, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
