import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { revokeOffice } from '../../../main/central/offices.ts'
import type { IssuedActivation } from '../../../main/identity/issue-activation.ts'
import { openIssuer } from '../../support/activate.ts'
import { startCentre } from '../../support/centre.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const sempur = { code: '3271031006', name: 'Kelurahan Sempur' }

test('IT activates an office, learns of its revocation, and activates it again without a screen', async () => {
  await using centre = await startCentre('3271031007')
  const issuer = await openIssuer(centre)
  await using folder = await makeTempFolder('office-activation')

  async function office(options: string[], issued?: IssuedActivation) {
    const child = spawn(
      process.execPath,
      ['main/cli/office.ts', ...options, '--data', path.join(folder.path, 'data'), '--json'],
      {
        env: {
          ...process.env,
          SOLID_PASSWORD: 'rahasia kantor uji',
          SOLID_ACTIVATION_PASSPHRASE: issued?.passphrase,
          SOLID_ADMINISTRATOR_CODE: issued?.administratorCode,
        },
      },
    )
    const [answer, complaint] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ])
    const parsed: unknown = answer === '' ? undefined : JSON.parse(answer)
    return { answer: parsed, complaint }
  }
  async function fileOf(issued: IssuedActivation): Promise<string[]> {
    const file = path.join(folder.path, `${issued.administratorCode}.aktivasi`)
    await fs.writeFile(file, issued.file)
    return ['--activation', file]
  }

  const first = await issuer.issue(sempur)
  const wrong = { ...first, administratorCode: 'AAAA-AAAA' }
  expect((await office(['init', ...(await fileOf(first))], wrong)).complaint).toContain(
    'activation-code-wrong',
  )
  expect((await office(['init', ...(await fileOf(first))], first)).answer).toMatchObject({
    office: sempur.code,
    recoveryKey: expect.any(String),
  })
  expect((await office(['sync', '--once'])).answer).toMatchObject({ problem: null })
  expect(
    await centre.rows('SELECT office_code AS code, key_number AS number FROM directory_statements'),
  ).toEqual([{ code: sempur.code, number: 1 }])

  await revokeOffice(centre.administrator, sempur.code)
  expect((await office(['sync', '--once'])).answer).toMatchObject({ problem: 'office-revoked' })
  expect((await office(['status'])).complaint).toContain('office-revoked')
  expect((await office(['activate', ...(await fileOf(first))], first)).complaint).toContain(
    'enrolment-refused',
  )

  const second = await issuer.issue(sempur)
  expect((await office(['activate', ...(await fileOf(second))], second)).answer).toEqual({
    office: sempur.code,
    keys: 2,
  })
  expect((await office(['sync', '--once'])).answer).toMatchObject({ problem: null })
})
