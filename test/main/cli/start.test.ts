import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('without a screen npm start says so in one sentence and serves the application by an address that works once', async () => {
  await using folder = await makeTempFolder('start')
  const project = path.resolve(import.meta.dirname, '../../..')
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...environment } = process.env
  const program = path.join(project, 'main/cli/start.ts')
  const child = spawn(process.execPath, [program, '--data', folder.path], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    if (line.includes('http://')) break
  }
  expect(said.filter((line) => line.includes('no screen'))).toHaveLength(1)
  const address = /http:\S+/.exec(said.at(-1) ?? '')?.[0] ?? ''
  const entered = await fetch(address, { redirect: 'manual' })
  expect(entered.status).toBe(303)
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const screen = await fetch(new URL('/', address), { headers: { cookie } })
  expect(await screen.text()).toContain('<title>SOLID Loket</title>')
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(403)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
