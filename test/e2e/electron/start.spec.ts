import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchElectron } from '../../support/electron.ts'
import { getElectron } from '../../support/electron-runtime.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('the application starts to a screen that can be worked with at once', async () => {
  await using data = await makeTempFolder('start')
  const application = await launchElectron({ env: { SOLID_DATA: data.path } })
  const page = await application.firstWindow()
  await expect(page.getByRole('button', { name: 'Mulai latihan' })).toBeFocused()
  await page.getByRole('button', { name: 'Siapkan kantor ini' }).click()
  await expect(page.getByText('Langkah 1 dari 3')).toBeVisible()
  const ended = once(application.process(), 'exit')
  await page.close()
  expect(await ended, 'closing the window ends the application').toEqual([0, null])
})

test('a second start on the same data ends at once and tells the first', async () => {
  await using data = await makeTempFolder('second-start')
  const env = { SOLID_DATA: data.path }
  const application = await launchElectron({ env })
  await application.firstWindow()
  await application.evaluate(({ app }) => {
    app.once('second-instance', () => Reflect.set(globalThis, 'secondStart', true))
  })

  const runtime = getElectron()
  const second = spawn(
    runtime.executablePath,
    ['--no-sandbox', '--disable-gpu', resolve(import.meta.dirname, '../../..')],
    { stdio: 'ignore', env: { ...process.env, ...runtime.env, ...env } },
  )
  expect(await once(second, 'exit')).toEqual([0, null])
  expect(
    await application.evaluate(({ BrowserWindow }) => ({
      told: Reflect.get(globalThis, 'secondStart'),
      windows: BrowserWindow.getAllWindows().length,
    })),
  ).toEqual({ told: true, windows: 1 })
  await application.close()
})
