import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, test } from '@playwright/test'
import { openApplication, setUpOffice, signIn } from '../../bench/bench-office.ts'
import { givePictures } from '../../bench/page-probes.ts'
import { cornerPage } from '../../main/workers/imaging/imaging-samples.ts'
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

test('files go on to the core that is started after one has died, also while it had a file', async () => {
  await using data = await makeTempFolder('core-dies-with-file')
  await setUpOffice(data.path)
  const application = await launchElectron({ env: { SOLID_DATA: data.path } })
  const page = await application.firstWindow()
  await signIn(page)
  const pages = page.getByRole('toolbar', { name: 'Halaman' }).getByRole('button')
  for (const count of [1, 2]) {
    await openApplication(page)
    await givePictures(page, [await cornerPage(600 + count * 10, 460)])
    await expect(pages).toHaveCount(1)

    const [core] = await corePids(application)
    // Stopped, so that the file is on its way when the core dies.
    process.kill(core ?? 0, 'SIGSTOP')
    await givePictures(page, [await cornerPage(700 + count * 10, 460)])
    process.kill(core ?? 0, 'SIGKILL')
    await signIn(page)
  }
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

test('pages go straight from the core to their maker, and to the next one where that has died', async () => {
  await using data = await makeTempFolder('maker-dies')
  await setUpOffice(data.path)
  const application = await launchElectron({ env: { SOLID_DATA: data.path } })
  const page = await application.firstWindow()
  await signIn(page)
  await openApplication(page)
  const pages = page.getByRole('toolbar', { name: 'Halaman' }).getByRole('button')
  for (const count of [1, 2]) {
    await givePictures(page, [await cornerPage(600 + count * 10, 460)])
    await expect(pages).toHaveCount(count)
    const makers = await pidsOf(application, 'Pembaca gambar')
    for (const pid of makers) process.kill(pid, 'SIGKILL')
    // Only these: whoever looks at an application has the next one started, before any page has come.
    await expect
      .poll(async () => (await pidsOf(application, 'Pembaca gambar')).filter((pid) => makers.includes(pid)))
      .toEqual([])
  }
  await application.close()
})

/** The processes in which a core lives; there is never more than one. */
const corePids = (application: ElectronApplication): Promise<number[]> =>
  pidsOf(application, 'Inti SOLID Loket')

function pidsOf(application: ElectronApplication, service: string): Promise<number[]> {
  return application.evaluate(
    ({ app }, service) => app.getAppMetrics().flatMap(({ name, pid }) => (name === service ? pid : [])),
    service,
  )
}
