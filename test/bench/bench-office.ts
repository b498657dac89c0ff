import type { Page } from '@playwright/test'
import { createAccounts } from '../../main/accounts/accounts.ts'
import { systemClock } from '../../main/store/clock.ts'

const password = 'rahasia uji banding'

/** Sets up an office with one clerk in an empty folder, as the wizard does. */
export async function setUpOffice(data: string): Promise<void> {
  const accounts = createAccounts({ folder: data, clock: systemClock })
  await accounts.setUp({
    office: { code: '3271031006', name: 'Kelurahan Sempur' },
    centre: null,
    administrator: { username: 'rina', name: 'Rina Wulandari', password, roles: ['petugas'] },
    training: false,
  })
  await accounts.close()
}

/** Signs that clerk in, and waits for the first screen. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Nama pengguna').fill('rina')
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('Permohonan baru').waitFor()
}

/** A new application of the first kind, by the keys that a clerk would press. */
export async function openApplication(page: Page): Promise<void> {
  await page.keyboard.press('F2')
  await page.getByText('Pendaftaran').first().waitFor()
  await page.keyboard.press('1')
  await page.getByText('Belum ada berkas').waitFor()
}
