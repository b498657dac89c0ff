import { type CaptureKind, captureKinds } from '../../tools/captures/captures.ts'
import type { CaptureSet } from '../../tools/captures/faces.ts'

/** One capture to be made and read. */
export interface Task {
  set: CaptureSet
  kind: CaptureKind
  number: number
}

/**
 * How many of each kind: more than 500 KTP cards, because a wrong number may be had from one of 500 at most;
 * about as many bad pages as tell 95 % from 90 %. Flatbeds stand at most counters, phones are what applicants
 * have.
 */
const seen: Record<CaptureKind, number> = {
  'ktp-glass': 170,
  'ktp-glass-several': 34,
  'ktp-cut-out': 45,
  'ktp-photocopy': 55,
  'ktp-photo': 130,
  'ktp-worn-glass': 20,
  'ktp-worn-photo': 20,
  'kk-glass': 14,
  'kk-feeder': 10,
  'kk-photocopy': 8,
  'kk-photo': 8,
  'bad-defocus': 12,
  'bad-motion': 12,
  'bad-dark': 12,
  'bad-bright': 12,
  'bad-glare': 12,
  'bad-coarse': 12,
  'bad-cut-number': 12,
  'bad-cut-third': 12,
  'bad-blank': 8,
  'other-letter': 3,
  'other-foreign': 3,
  'other-screenshot': 3,
  'other-scene': 3,
  'other-card': 3,
}

/** Of the set that nobody has tuned to, a fifth. */
const heldOutShare = 0.2

/** @param share part of the whole, 0 to 1; at least one of each kind of the seen set */
export function planTasks(share: number): Task[] {
  const tasks: Task[] = []
  for (const set of ['seen', 'held-out'] as const) {
    const part = set === 'seen' ? share : share * heldOutShare
    for (const kind of captureKinds) {
      const count = Math.max(1, Math.round(seen[kind] * part))
      for (let number = 1; number <= count; number++) tasks.push({ set, kind, number })
    }
  }
  return tasks
}
