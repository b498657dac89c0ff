import { expect, test } from 'vitest'
import { sizeProgress, syncSentence } from '../../../renderer/sync/sync-sentence.ts'
import type { SyncStatus } from '../../../shared/contract/sync-calls.ts'

const now = new Date('2026-11-21T03:00:00Z')

const quiet: SyncStatus = {
  connection: 'idle',
  problem: null,
  waiting: 0,
  refused: 0,
  delivered: 12,
  bytesSent: 0,
  bytesTotal: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  going: { operations: 0, packets: 0, scans: 0 },
  isLimited: false,
  lastDeliveredAt: '2026-11-21T01:14:00Z',
  offlineSince: null,
  nextAttemptAt: null,
}

/** The status bar's line. */
function statusText(change: Partial<SyncStatus>): string {
  const { label, parts } = syncSentence({ ...quiet, ...change }, 'Asia/Jakarta', now)
  return [label, ...parts].join(' · ')
}

test('idle: connected and everything sent', () => {
  expect(statusText({})).toBe('Tersambung ke pusat · semua terkirim · terakhir 08.14')
  expect(syncSentence(quiet, 'Asia/Jakarta', now).status).toBe('selesai')
})

test('sending: number of records and progress', () => {
  expect(statusText({ connection: 'sending', waiting: 3, bytesSent: 1_200_000, bytesTotal: 4_800_000 })).toBe(
    'Mengirim ke pusat · 3 menunggu · 1,2 dari 4,8 MB',
  )
})

test('sending: speed and time left', () => {
  const sending: Partial<SyncStatus> = {
    connection: 'sending',
    waiting: 3,
    bytesSent: 1_200_000,
    bytesTotal: 4_800_000,
    bytesPerSecond: 12_000,
    secondsLeft: 300,
  }
  expect(statusText(sending)).toContain('12 kB per detik · kira-kira 5 menit lagi')
  expect(statusText({ ...sending, isLimited: true })).toContain('12 kB per detik (dibatasi)')
  expect(statusText({ ...sending, secondsLeft: 20 })).toContain('kurang dari semenit lagi')
  expect(statusText({ ...sending, secondsLeft: 10_000 })).toContain('kira-kira 3 jam lagi')
})

test('offline: since when, what happens next, and the problem', () => {
  const offline: Partial<SyncStatus> = {
    connection: 'offline',
    waiting: 1,
    offlineSince: '2026-11-21T01:14:00Z',
    problem: { code: 'centre-unreachable', data: {} },
  }
  expect(statusText(offline)).toBe(
    'Pusat tidak terjawab sejak 08.14 · 1 menunggu · dikirim sendiri begitu tersambung',
  )
  expect(statusText({ ...offline, offlineSince: '2026-11-19T01:14:00Z' })).toContain(
    'sejak 19 November 2026, 08.14',
  )
  expect(syncSentence({ ...quiet, ...offline }, 'Asia/Jakarta', now).explanation).toContain('tidak terjawab')
})

test('a refused record needs attention even while connected', () => {
  expect(statusText({ refused: 2 })).toContain('2 ditolak pusat')
  expect(syncSentence({ ...quiet, refused: 2 }, 'Asia/Jakarta', now).status).toBe('periksa')
})

test('a refused connection is an error, not a delay', () => {
  const refused = syncSentence(
    { ...quiet, connection: 'refused', problem: { code: 'centre-certificate', data: {} } },
    'Asia/Jakarta',
    now,
  )
  expect(refused.status).toBe('salah')
  expect(refused.explanation).toContain('Sertifikat')
})

test('without a centre, and in training, no delivery is announced', () => {
  expect(statusText({ connection: 'not-set' })).toBe(
    'Pusat belum diatur · pekerjaan tersimpan di komputer ini',
  )
  expect(statusText({ connection: 'training', waiting: 9 })).toBe(
    'Mode latihan · tidak terhubung ke server mana pun',
  )
})

test.each([
  [1_200_000, 4_800_000, '1,2 dari 4,8 MB'],
  [80_000, 4_800_000, '80 kB dari 4,8 MB'],
  [80_000, 120_000, '80 dari 120 kB'],
])('%i of %i bytes is %s', (done, total, words) => {
  expect(sizeProgress(done, total)).toBe(words)
})
