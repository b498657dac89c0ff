import { describe, expect, test } from 'vitest'
import {
  checkAdministratorCode,
  openActivation,
  summariseActivation,
} from '../../../main/identity/activation-file.ts'
import { newDirectoryKey } from '../../../main/identity/directory-key.ts'
import { openDirectoryKey, sealDirectoryKey } from '../../../main/identity/directory-key-file.ts'
import { issueActivation } from '../../../main/identity/issue-activation.ts'
import { Problem, type ProblemCode } from '../../../shared/problems.ts'
import { asCentre, sempur } from './invented-activation.ts'

const issuedAt = new Date('2026-11-21T01:14:00Z')
const directoryKey = newDirectoryKey()
const clock = () => new Date('2026-12-01T01:00:00Z')
const made = await issueActivation(directoryKey, { office: sempur, number: 3, centre: asCentre }, issuedAt)

const opening = (text: string, passphrase = made.passphrase, at = clock) =>
  openActivation(text, passphrase, at)

/** The file with one of its values altered and its check made right again by nobody. */
const altered = (change: (file: Record<string, unknown>) => object): string =>
  JSON.stringify(change(JSON.parse(made.file)))

describe('an activation file', () => {
  test('opens with its passphrase in any spelling', async () => {
    const sloppy = made.passphrase.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
    const activation = await opening(made.file, sloppy)
    expect(summariseActivation(activation)).toEqual({
      office: sempur,
      keyNumber: 3,
      host: asCentre.host,
      port: asCentre.port,
      user: asCentre.user,
      expiresAt: '2026-12-21T01:14:00.000Z',
    })
    expect(activation.centre).toEqual(asCentre)
    expect(activation.directoryKey).toBe(directoryKey.publicKey)
  })

  test('shows its office and nothing secret', () => {
    expect(JSON.parse(made.file)).toMatchObject({ head: { office: sempur.code, name: sempur.name, keys: 3 } })
    for (const secret of [asCentre.password, asCentre.host, directoryKey.publicKey, made.administratorCode]) {
      expect(made.file).not.toContain(secret)
    }
  })

  test.each<[string, string, ProblemCode]>([
    ['that is empty', '', 'activation-unreadable'],
    ['that is a picture', '\xff\xd8\xff\xe0', 'activation-unreadable'],
    ['that is the settings of before', JSON.stringify(asCentre), 'activation-unreadable'],
    ['that was cut', made.file.slice(0, -40), 'activation-unreadable'],
    ['whose head was altered', altered((file) => ({ ...file, head: {} })), 'activation-unreadable'],
    ['whose bytes were altered', altered((file) => ({ ...file, bytes: 'AAAA' })), 'activation-unreadable'],
    ['of a later version', altered((file) => ({ ...file, version: 2, more: true })), 'activation-newer'],
  ])('%s is refused', async (_what, text, code) => {
    await expect(opening(text)).rejects.toThrow(new Problem(code))
  })

  test('survives a mail that changes its line ends and its spaces', async () => {
    const mailed = `\r\n${JSON.stringify(JSON.parse(made.file), null, 4).replaceAll('\n', '\r\n')}\r\n`
    expect((await opening(mailed)).office).toEqual(sempur)
  })

  test('cannot be opened with another passphrase, or after it expired', async () => {
    await expect(opening(made.file, 'AAAAA-AAAAA-AAAAA-AAAAA')).rejects.toThrow(
      new Problem('activation-passphrase-wrong'),
    )
    const late = () => new Date('2026-12-21T01:14:01Z')
    await expect(opening(made.file, made.passphrase, late)).rejects.toThrow(new Problem('activation-expired'))
  })

  test('requires the administrator code', async () => {
    const activation = await opening(made.file)
    await checkAdministratorCode(activation, ` ${made.administratorCode.toLowerCase()} `)
    await expect(checkAdministratorCode(activation, 'AAAA-AAAA')).rejects.toThrow(
      new Problem('activation-code-wrong'),
    )
  })

  test('accepts a passphrase that the administrator chose', async () => {
    const input = { office: sempur, number: 1, centre: asCentre }
    const { file, passphrase } = await issueActivation(directoryKey, input, issuedAt, 'kereta malam ke bogor')
    expect(passphrase).toBe('kereta malam ke bogor')
    expect((await opening(file, 'Kereta malam ke Bogor')).office).toEqual(sempur)
  })
})

test('opens the file of the directory key only with its passphrase', async () => {
  const text = await sealDirectoryKey(directoryKey, issuedAt.toISOString(), 'tiga kunci di laci')
  expect(text).not.toContain(directoryKey.privateKey)
  expect(await openDirectoryKey(text, 'tiga kunci di laci')).toEqual(directoryKey)
  await expect(openDirectoryKey(text, 'dua kunci di laci')).rejects.toThrow(/passphrase/)
  await expect(openDirectoryKey(made.file, made.passphrase)).rejects.toThrow(/no directory key/)
})
