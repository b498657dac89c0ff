import { expect, test } from 'vitest'
import { checkPassword } from '../../../main/accounts/password-policy.ts'

test.each([
  ['sebelaskar1', 'too short'],
  ['rina.puspita', 'the username'],
  ['RINA.PUSPITA', 'the username in capitals'],
  ['rinapuspita2026!', 'the username with a year'],
  ['3271014107900001', 'a number'],
  ['21-11-2026 08.14', 'a date'],
  ['password1234', 'the word itself'],
  ['ＰＡＳＳＷＯＲＤ１２３４', 'the word in wide letters'],
  ['Rahasia-Rahasia-1', 'a word everybody tries, twice'],
  ['kelurahan.indonesia', 'two words everybody tries'],
  ['qwertyuiop123', 'a row of keys'],
  ['abcdefghijklmn', 'the alphabet'],
  ['aaaabbbbaaaabbbb', 'a few characters again and again'],
])('%j is refused: %s', (password) => {
  expect(() => checkPassword(password, 'rina.puspita')).toThrow('password-weak')
})

test.each([
  'empat gelas kopi tubruk',
  'Kereta-malam-42',
  'x7#Lp!q9Wz$2',
  'kata sandi saya panjang sekali',
  'sungai Ciliwung 3 perahu',
  'पानी की बोतल मेज पर',
])('%j is taken', (password) => {
  expect(() => checkPassword(password, 'rina.puspita')).not.toThrow()
})

test('a username without letters refuses no other password', () => {
  expect(() => checkPassword('empat gelas kopi', '007')).not.toThrow()
})
