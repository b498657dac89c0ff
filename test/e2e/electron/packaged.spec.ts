import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { launchPackaged } from '../../support/electron.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** What `npm run package -- --dir` left. */
const folder = resolve(import.meta.dirname, '../../../dist/linux-unpacked')
const executable = resolve(folder, 'solid-loket')

test('the packaged application runs from its archive: addons, SQL, reference data, screens', async () => {
  test.slow() // thirty families are rendered, on a busy machine for longer than a minute
  await using data = await makeTempFolder('packaged')
  const application = await launchPackaged(executable, { env: { SOLID_DATA: data.path } })
  try {
    const page = application.browser.contexts()[0]?.pages()[0]
    if (page === undefined) throw new Error('the application has no window')
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    expect(page.url()).toBe('loket://aplikasi/')
    // Training makes an encrypted store, runs every migration, and stores rendered scans.
    await page.getByRole('button', { name: 'Mulai latihan' }).click()
    await page.getByRole('button', { name: 'Masuk sebagai Rina' }).click({ timeout: 180_000 })
    await expect(page.getByRole('navigation')).toBeVisible()
    expect(complaints).toEqual([])
  } finally {
    await application.stop()
  }
})

test('the packaged executable has its fuses set', async () => {
  const fuses = await getCurrentFuseWire(executable)
  const states = Object.fromEntries(
    Object.values(FuseV1Options)
      .filter((option): option is FuseV1Options => typeof option === 'number')
      .map((option) => [FuseV1Options[option], fuses[option]]),
  )
  expect(states).toMatchObject({
    RunAsNode: FuseState.DISABLE,
    EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
    EnableNodeCliInspectArguments: FuseState.DISABLE,
    EnableCookieEncryption: FuseState.ENABLE,
    EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
    OnlyLoadAppFromAsar: FuseState.ENABLE,
    GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
  })
})

test('nothing of the application lies outside the archive but what must', async () => {
  const files = await readdir(resolve(folder, 'resources/app.asar.unpacked'), { recursive: true })
  const loose = files.filter((file) => /\.(c?js|mjs|sql|html)$/.test(file))
  expect(loose.filter((file) => !file.startsWith('node_modules/@img/'))).toEqual([])
  expect(files.filter((file) => file.endsWith('.node')).length).toBeGreaterThan(0)
})
