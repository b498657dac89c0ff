import { KeyPair } from '../../shared/directory.ts'
import { openSealedFile, readSealedFile, sealFile } from './sealed-file.ts'

const format = 'solid-loket directory key'

/**
 * The administrator's directory key as the text of a file. File and passphrase together make the
 * administrator.
 */
export const sealDirectoryKey = (pair: KeyPair, createdAt: string, passphrase: string): Promise<string> =>
  sealFile(format, { publicKey: pair.publicKey, createdAt }, JSON.stringify(pair), passphrase)

/** Opens the file of the directory key. Throws an Error with the reason, for the administrator's terminal. */
export async function openDirectoryKey(text: string, passphrase: string): Promise<KeyPair> {
  const file = readSealedFile(text, format)
  if (file === 'unreadable') throw new Error('this is no directory key file, or a damaged one')
  if (file === 'newer') throw new Error('a newer program made this directory key file')
  const content = await openSealedFile(file, passphrase)
  if (content === undefined) throw new Error('the passphrase does not open the directory key file')
  return KeyPair.parse(JSON.parse(content))
}
