import { createRandom, type Random } from '../../../main/specimens/random.ts'
import { agePrint } from './age-print.ts'
import type { CaptureSet } from './faces.ts'
import { applyFault, type Fault } from './faults.ts'
import type { Truth } from './ground-truth.ts'
import { drawNonCard, type NonCard } from './non-cards.ts'
import { kkPhotocopy, ktpPhotocopy } from './photocopies.ts'
import { kkPhoto, ktpPhoto } from './photos.ts'
import { kkOnGlass, kkThroughFeeder, ktpCutOut, ktpOnGlass, ktpsOnGlass } from './scans.ts'
import type { PlacedPage, Shot } from './shot.ts'
import { simulateCamera } from './simulate-camera.ts'

/** A page that a capture shows: what it says and where it lies. */
export type TruePage = Truth & {
  /**
   * Of the picture turned upright by EXIF: the corner that is top left on the print first, then clockwise.
   */
  corners: { x: number; y: number }[]
}

/** A file as a device delivers it, and what it shows. */
export interface Capture {
  kind: CaptureKind
  number: number
  set: CaptureSet
  file: Buffer
  /** `read`: good enough for everybody; `refuse`: nobody can read it; `other`: no card, kept as it is. */
  expected: 'read' | 'refuse' | 'other'
  pages: TruePage[]
}

interface Recipe {
  expected: Capture['expected']
  take(random: Random, set: CaptureSet): Promise<Shot>
}

const readable = (take: Recipe['take']): Recipe => ({ expected: 'read', take })
const unreadable = (fault: Fault, shoots: readonly Recipe['take'][]): Recipe => ({
  expected: 'refuse',
  take: async (random, set) => applyFault(random, await random.pick(shoots)(random, set), fault),
})
const unrelated = (kind: NonCard): Recipe => ({
  expected: 'other',
  take: (random, set) => drawNonCard(random, set, kind),
})

/** Every way in which a page comes to the counter. */
const recipes = {
  'ktp-glass': readable(ktpOnGlass),
  'ktp-glass-several': readable(ktpsOnGlass),
  'ktp-cut-out': readable(ktpCutOut),
  'ktp-photocopy': readable(ktpPhotocopy),
  'ktp-photo': readable(ktpPhoto),
  'ktp-worn-glass': readable(async (random, set) => agePrint(random, await ktpOnGlass(random, set))),
  'ktp-worn-photo': readable(async (random, set) => agePrint(random, await ktpPhoto(random, set))),
  'kk-glass': readable(kkOnGlass),
  'kk-feeder': readable(kkThroughFeeder),
  'kk-photocopy': readable(kkPhotocopy),
  'kk-photo': readable(kkPhoto),
  'bad-defocus': unreadable('defocus', [ktpPhoto, ktpPhoto, kkPhoto]),
  'bad-motion': unreadable('motion', [ktpPhoto, ktpPhoto, kkPhoto]),
  'bad-dark': unreadable('dark', [ktpPhoto]),
  'bad-bright': unreadable('bright', [ktpPhoto, ktpOnGlass]),
  'bad-glare': unreadable('glare', [ktpPhoto]),
  'bad-coarse': unreadable('coarse', [ktpPhoto, ktpOnGlass, kkOnGlass]),
  'bad-cut-number': unreadable('cut-number', [ktpPhoto]),
  'bad-cut-third': unreadable('cut-third', [ktpPhoto, ktpPhoto, kkPhoto]),
  'bad-blank': { expected: 'refuse', take: (random, set) => drawNonCard(random, set, 'blank') },
  'other-letter': unrelated('letter'),
  'other-foreign': unrelated('foreign'),
  'other-screenshot': unrelated('screenshot'),
  'other-scene': unrelated('scene'),
  'other-card': unrelated('other-card'),
} satisfies Record<string, Recipe>

export type CaptureKind = keyof typeof recipes
const isKind = (name: string): name is CaptureKind => name in recipes
export const captureKinds: readonly CaptureKind[] = Object.keys(recipes).filter(isKind)

/** A capture, the same to the byte for the same kind, number and set on every computer of one kind. */
export async function makeCapture(
  kind: CaptureKind,
  number: number,
  set: CaptureSet = 'seen',
): Promise<Capture> {
  const random = createRandom(`capture/${set}/${kind}/${number}`)
  const { expected, take } = recipes[kind]
  const shot = set === 'seen' ? await take(random, set) : degrade(await take(random, set))
  const { width, height } = shot.picture
  const pages = shot.pages.map(({ truth, quad }) => ({ ...truth, corners: inParts(quad, width, height) }))
  return { kind, number, set, expected, pages, file: await simulateCamera(random, shot) }
}

/** The held-out set has been through other devices: more noise, harder compression, a softer lens. */
const degrade = (shot: Shot): Shot => ({
  ...shot,
  exposure: { ...shot.exposure, grain: shot.exposure.grain * 1.4, blur: shot.exposure.blur * 1.15 },
  encoding: { ...shot.encoding, quality: shot.encoding.quality - 7 },
})

const inParts = (quad: PlacedPage['quad'], width: number, height: number) =>
  quad.map(({ x, y }) => ({ x: x / width, y: y / height }))
