import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { startCentre } from '../../support/centre.ts'
import { compareWithCentre } from '../../support/compare-with-centre.ts'
import { getProgram } from '../../support/find-program.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { openSendingOffice } from './office.ts'

test('sends a restored centre again what it has lost, and nothing twice', async () => {
  await using folder = await makeTempFolder('backup')
  await using centre = await startCentre()
  await using office = await openSendingOffice(centre.settings)
  const { sync, counter } = office
  const file = join(folder.path, 'centre.sql')
  const access = [
    '--no-defaults',
    '--host=127.0.0.1',
    `--port=${centre.server.port}`,
    '--user=root',
    '--skip-ssl',
  ]

  office.approve(4)
  expect(await sync.runOnce()).toMatchObject({ delivered: 4, waiting: 0 })
  const dump = spawn(
    getProgram('mariadb-dump', 'mysqldump'),
    // As the guide says (resources/documents/centre.md).
    [...access, '--single-transaction', '--routines', '--hex-blob', '--databases', 'solid_loket'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await pipeline(dump.stdout, createWriteStream(file))
  expect(dump.exitCode ?? (await once(dump, 'exit'))[0]).toBe(0)

  office.approve(3)
  expect(await sync.runOnce()).toMatchObject({ delivered: 3, waiting: 0 })
  await centre.rows('DROP DATABASE solid_loket')
  const restore = spawn(getProgram('mariadb', 'mysql'), access, { stdio: ['pipe', 'ignore', 'inherit'] })
  const restored = once(restore, 'exit')
  await pipeline(createReadStream(file), restore.stdin)
  expect((await restored)[0]).toBe(0)
  await centre.reconnect()
  expect(await centre.rows('SELECT COUNT(*) AS n FROM applications')).toEqual([{ n: 4 }])

  expect(await sync.runOnce()).toMatchObject({ delivered: 7, refused: 0, waiting: 0, problem: null })
  expect(await centre.rows('SELECT COUNT(*) AS n FROM applications')).toEqual([{ n: 7 }])
  expect(await centre.rows('SELECT COUNT(*) AS n FROM operations')).toEqual([{ n: 7 }])
  const { connection } = centre.administrator
  expect((await compareWithCentre(counter.store, connection)).mismatches).toEqual([])
  // And that was that.
  expect(await sync.runOnce()).toMatchObject({ delivered: 0, waiting: 0, problem: null })
})
