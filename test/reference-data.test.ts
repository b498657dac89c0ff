import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const area = (digits: number) =>
  z.strictObject({ code: z.string().length(digits).regex(/^\d+$/), name: z.string().min(2) })
const Villages = z.array(
  z.strictObject({ ...area(10).shape, district: area(6), regency: area(4), province: area(2) }),
)

async function read(name: string): Promise<unknown> {
  const folder = resolve(import.meta.dirname, '../resources/reference')
  return JSON.parse(await readFile(resolve(folder, `${name}.json`), 'utf8'))
}

test('all kecamatan of the country are known, each once', async () => {
  const districts = z.array(z.string().regex(/^\d{6}$/)).parse(await read('districts'))
  expect(districts).toHaveLength(7285)
  expect(new Set(districts)).toHaveLength(7285)
  expect(districts).toContain('327103')
})

test('the kelurahan of Kota Bogor and Kota Surakarta are known, each in its kecamatan', async () => {
  const villages = Villages.parse(await read('villages'))
  const count = (regency: string) => villages.filter((village) => village.regency.name === regency).length
  expect([count('Kota Bogor'), count('Kota Surakarta'), villages.length]).toEqual([68, 54, 122])
  for (const { code, district, regency, province } of villages) {
    expect([code.slice(0, 6), code.slice(0, 4), code.slice(0, 2)]).toEqual([
      district.code,
      regency.code,
      province.code,
    ])
  }
  expect(villages.find(({ code }) => code === '3271031006')).toEqual({
    code: '3271031006',
    name: 'Sempur',
    district: { code: '327103', name: 'Bogor Tengah' },
    regency: { code: '3271', name: 'Kota Bogor' },
    province: { code: '32', name: 'Jawa Barat' },
  })
})
