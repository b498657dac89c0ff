import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, test } from '@playwright/test'
import { setUpOffice, signIn } from '../../bench/bench-office.ts'
import { launchElectron } from '../../support/electron.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('a core that dies is started again: the clerk signs in and goes on', async () => {
  await using data = await makeTempFolder('core-dies')
  await setUpOffice(data.path)
  const application = await launchElectron({ env: { SOLID_DATA: data.path } })
  const page = await application.firstWindow()
  await signIn(page)
  await page.keyboard.press('F2')
  await page.getByText('Pendaftaran').first().waitFor()

  const [first] = await corePids(application)
  process.kill(first ?? 0, 'SIGKILL')
  await expect(page.getByLabel('Kata sandi', { exact: true })).toBeVisible()
  await signIn(page)
  expect(await corePids(application)).not.toContain(first)
  await application.close()
})

test('closing the window closes the store', async () => {
  await using data = await makeTempFolder('core-closes')
  await setUpOffice(data.path)
  const application = await launchElectron({ env: { SOLID_DATA: data.path } })
  const page = await application.firstWindow()
  await signIn(page)
  const log = join(data.path, 'loket.db-wal')
  expect(existsSync(log), 'the store is open').toBe(true)
  const ended = once(application.process(), 'exit')
  await page.close()
  await ended
  expect(existsSync(log), 'SQLite takes its log away as the last one closes the store').toBe(false)
})

/** The processes in which a core lives; there is never more than one. */
function corePids(application: ElectronApplication): Promise<number[]> {
  return application.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ name, pid }) => (name === 'Inti SOLID Loket' ? pid : [])),
  )
}
