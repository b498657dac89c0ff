import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from '../../../main/store/folder-lock.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const holder = `
  import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, '../../../main/store/folder-lock.ts'))}
  lockFolder(process.argv[1], undefined)
  console.log('held')
  setInterval(() => undefined, 1000)
`

test('locks a folder for one process until that ends or is killed', async () => {
  await using folder = await makeTempFolder('lock')
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(() => lockFolder(folder.path, undefined)).toThrow('store-in-use')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = lockFolder(folder.path, undefined)
  expect(() => lockFolder(folder.path, undefined)).toThrow('store-in-use')
  lock.release()
  lockFolder(folder.path, undefined).release()
  expect(fs.readdirSync(folder.path)).toEqual(['loket.lock'])
})
