import { spawnSync } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Centre, startCentre } from '../../support/centre.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

/** `npm run office`, as IT types it: one office from its first command to a restored backup, in this order. */
let folder: TempFolder
let centre: Centre
const project = path.resolve(import.meta.dirname, '../../..')
const password = 'rahasia kantor uji'

beforeAll(async () => {
  folder = await makeTempFolder('office')
  centre = await startCentre()
  await fs.writeFile(path.join(folder.path, 'centre.json'), JSON.stringify(centre.settings))
})

afterAll(async () => {
  await centre[Symbol.asyncDispose]()
  await folder.remove()
})

const Answer = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

function office(options: string[], secret = password) {
  const program = path.join(project, 'main/cli/office.ts')
  const data = path.join(folder.path, 'data')
  const done = spawnSync(process.execPath, [program, ...options, '--data', data, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, SOLID_PASSWORD: secret },
  })
  const line = done.stdout.trim().split('\n').at(-1)
  return { code: done.status, answer: line ? Answer.parse(JSON.parse(line)) : {}, complaint: done.stderr }
}

test('a command that is none, or without what it needs, says how it is written', () => {
  for (const options of [['nothing'], ['init'], ['sync'], ['restore'], ['seed', '--families', 'many']]) {
    const { code, complaint } = office(options)
    expect(code, options.join(' ')).toBe(2)
    expect(complaint).toContain('usage: npm run office')
  }
})

test('nothing works before the office is there', () => {
  const { code, complaint } = office(['status'])
  expect(code).toBe(1)
  expect(complaint).toContain('not-set-up')
})

test('init makes the office once and gives the recovery key', () => {
  const init = ['init', '--code', '3271031006', '--name', 'Kelurahan Sempur']
  const { code, answer } = office([...init, '--centre', path.join(folder.path, 'centre.json')])
  expect(code).toBe(0)
  expect(answer).toMatchObject({ office: '3271031006', user: 'admin' })
  expect(answer.recoveryKey).toMatch(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
  expect(office(init).complaint).toContain('already-set-up')
})

test('a wrong password opens nothing', () => {
  const { code, complaint } = office(['status'], 'salah sama sekali')
  expect(code).toBe(1)
  expect(complaint).toContain('sign-in-failed')
})

test('seed fills it with approved families, once', () => {
  const { code, answer } = office(['seed', '--families', '2', '--approved'])
  expect(code).toBe(0)
  expect(answer).toMatchObject({ setuju: 2 })
  expect(office(['seed', '--families', '2']).complaint).toContain('office-not-empty')
  expect(office(['status']).answer).toMatchObject({ disetujui: 2, waiting: 2, delivered: 0 })
})

test('sync --once sends what waits, and then has nothing to do', async () => {
  expect(office(['sync', '--once']).answer).toMatchObject({ delivered: 2, waiting: 0, problem: null })
  expect(office(['sync', '--once']).answer).toMatchObject({ delivered: 0, waiting: 0, problem: null })
  expect(await centre.rows('SELECT id FROM applications WHERE complete_at IS NOT NULL')).toHaveLength(2)
})

test('check finds it sound; a backup restores it, and the new store is sound as well', async () => {
  expect(office(['check']).answer).toMatchObject({ sound: true, storeSound: true, scansSound: true })
  const { name } = office(['backup']).answer
  await fs.rm(path.join(folder.path, 'data', 'loket.db'))
  expect(office(['restore', String(name)]).answer).toEqual({ restored: name })
  expect(office(['check']).answer).toMatchObject({ sound: true })
  expect(office(['status']).answer).toMatchObject({ disetujui: 2, delivered: 2 })
})

test('a damaged store is not opened', async () => {
  const file = path.join(folder.path, 'data', 'loket.db')
  const bytes = await fs.readFile(file)
  bytes.fill(0x5a, 4096, 12_288)
  await fs.writeFile(file, bytes)
  const { code, complaint } = office(['status'])
  expect(code).toBe(1)
  expect(complaint).toContain('store-damaged')
})
