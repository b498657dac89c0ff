import { createRandom, type Random } from '../../../main/specimens/random.ts'
import { develop } from './develop.ts'
import type { CaptureSet } from './faces.ts'
import { type Fault, spoil } from './faults.ts'
import type { Truth } from './people.ts'
import { kkPhotocopy, ktpPhotocopy } from './photocopies.ts'
import { kkPhoto, ktpPhoto } from './photos.ts'
import { kkOnGlass, kkThroughFeeder, ktpCutOut, ktpOnGlass, ktpsOnGlass } from './scans.ts'
import type { LaidPage, Shot } from './shot.ts'
import { type Stranger, stranger } from './strangers.ts'
import { wear } from './wear.ts'

/** A page that a capture shows: what it says and where it lies. */
export type TruePage = Truth & {
  /** Of the picture turned upright by EXIF: the corner that is top left on the print first, then clockwise. */
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
  shoot(random: Random, set: CaptureSet): Promise<Shot>
}

const good = (shoot: Recipe['shoot']): Recipe => ({ expected: 'read', shoot })
const bad = (fault: Fault, shoots: readonly Recipe['shoot'][]): Recipe => ({
  expected: 'refuse',
  shoot: async (random, set) => spoil(random, await random.pick(shoots)(random, set), fault),
})
const other = (kind: Stranger): Recipe => ({
  expected: 'other',
  shoot: (random, set) => stranger(random, set, kind),
})

/** Every way in which a page comes to the counter. */
const recipes = {
  'ktp-glass': good(ktpOnGlass),
  'ktp-glass-several': good(ktpsOnGlass),
  'ktp-cut-out': good(ktpCutOut),
  'ktp-photocopy': good(ktpPhotocopy),
  'ktp-photo': good(ktpPhoto),
  'ktp-worn-glass': good(async (random, set) => wear(random, await ktpOnGlass(random, set))),
  'ktp-worn-photo': good(async (random, set) => wear(random, await ktpPhoto(random, set))),
  'kk-glass': good(kkOnGlass),
  'kk-feeder': good(kkThroughFeeder),
  'kk-photocopy': good(kkPhotocopy),
  'kk-photo': good(kkPhoto),
  'bad-defocus': bad('defocus', [ktpPhoto, ktpPhoto, kkPhoto]),
  'bad-motion': bad('motion', [ktpPhoto, ktpPhoto, kkPhoto]),
  'bad-dark': bad('dark', [ktpPhoto]),
  'bad-bright': bad('bright', [ktpPhoto, ktpOnGlass]),
  'bad-glare': bad('glare', [ktpPhoto]),
  'bad-coarse': bad('coarse', [ktpPhoto, ktpOnGlass, kkOnGlass]),
  'bad-cut-number': bad('cut-number', [ktpPhoto]),
  'bad-cut-third': bad('cut-third', [ktpPhoto, ktpPhoto, kkPhoto]),
  'bad-blank': { expected: 'refuse', shoot: (random, set) => stranger(random, set, 'blank') },
  'other-letter': other('letter'),
  'other-foreign': other('foreign'),
  'other-screenshot': other('screenshot'),
  'other-scene': other('scene'),
  'other-card': other('other-card'),
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
  const { expected, shoot } = recipes[kind]
  const shot = set === 'seen' ? await shoot(random, set) : coarser(await shoot(random, set))
  const { width, height } = shot.picture
  const pages = shot.pages.map(({ truth, quad }) => ({ ...truth, corners: inParts(quad, width, height) }))
  return { kind, number, set, expected, pages, file: await develop(random, shot) }
}

/** The held-out set has been through other devices: more noise, harder compression, a softer lens. */
const coarser = (shot: Shot): Shot => ({
  ...shot,
  exposure: { ...shot.exposure, grain: shot.exposure.grain * 1.4, blur: shot.exposure.blur * 1.15 },
  form: { ...shot.form, quality: shot.form.quality - 7 },
})

const inParts = (quad: LaidPage['quad'], width: number, height: number) =>
  quad.map(({ x, y }) => ({ x: x / width, y: y / height }))
