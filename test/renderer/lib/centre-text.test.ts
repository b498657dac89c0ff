import { expect, test } from 'vitest'
import { readCentreText } from '../../../renderer/lib/centre-text.ts'

const centre = {
  host: 'pusat.kota.go.id',
  port: 3306,
  database: 'solid',
  user: 'loket_3271031002',
  password: 'Rahasia-kantor',
  certificateAuthority: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
}

test('reads what the IT command prints, on one line or on several', () => {
  expect(readCentreText(JSON.stringify(centre))).toEqual(centre)
  expect(readCentreText(JSON.stringify(centre, null, 2))).toEqual(centre)
})

test('ignores text around the object, as pasted from a terminal', () => {
  expect(readCentreText(`office 3271031002 added\n${JSON.stringify(centre)}\n$ `)).toEqual(centre)
})

test.each([
  ['', 'nothing'],
  ['{', 'a beginning'],
  ['{"host": "pusat"}', 'a part of it'],
  [JSON.stringify({ ...centre, port: 99999 }), 'a port that is none'],
  [JSON.stringify({ ...centre, certificateAuthority: 'MIIB' }), 'a certificate that is none'],
  ['} {', 'braces the wrong way round'],
])('%j holds no settings: %s', (text) => {
  expect(readCentreText(text)).toBeUndefined()
})
