import type { PreparedPage } from '../../main/workers/imaging/client.ts'
import { confirmationThreshold, type PageReading, type ReadValue } from '../../shared/reading.ts'
import type { TruePage } from '../tools/captures/captures.ts'

/**
 * OCR result of one value, by the confirmation threshold. `exact`: correct and confident; `doubtful`:
 * correct, not confident; `open`: nothing was read; `wrong`: incorrect, not confident; `confident`: incorrect
 * and confident, which must not happen to a number.
 */
export type Verdict = 'exact' | 'doubtful' | 'open' | 'wrong' | 'confident'

/** A page extracted from a capture, with its reading. */
export interface PageWithReading {
  page: Pick<PreparedPage, 'corners'>
  reading: PageReading
}

/** OCR result of one page of a capture. */
export interface PageOutcome {
  document: TruePage['document']
  /** A page was extracted at its position. */
  found: boolean
  /** It was classified as the right document. */
  recognised: boolean
  nik: Verdict
  name: Verdict
  birthDate: Verdict
  /** One for each member of a KK, matched by NIK. */
  members: { nik: Verdict; name: Verdict }[]
}

/** Compares each ground-truth page of a capture with the page that was extracted at its position. */
export function evaluatePages(truths: readonly TruePage[], pages: readonly PageWithReading[]): PageOutcome[] {
  const remaining = new Set(pages)
  return truths.map((truth) => {
    const page = nearestPage(truth, remaining)
    if (page) remaining.delete(page)
    return evaluatePage(truth, page)
  })
}

function evaluatePage(truth: TruePage, made: PageWithReading | undefined): PageOutcome {
  const reading = made?.reading
  const outcome: PageOutcome = {
    document: truth.document,
    found: made !== undefined,
    recognised: reading?.kind === truth.document,
    nik: 'open',
    name: 'open',
    birthDate: 'open',
    members: [],
  }
  if (truth.document === 'ktp') {
    const fields = reading?.kind === 'ktp' ? reading.fields : {}
    outcome.nik = evaluateValue(truth.fields.nik, fields.nik)
    outcome.name = evaluateValue(truth.fields.name, fields.name)
    outcome.birthDate = evaluateValue(truth.fields.birthDate, fields.birthDate)
  }
  if (truth.document === 'kk') {
    const members = reading?.kind === 'kk' ? reading.members : []
    outcome.nik = evaluateValue(truth.fields.noKk, reading?.kind === 'kk' ? reading.fields.noKk : undefined)
    outcome.members = truth.members.map((member, index) => {
      const read = members.find(({ fields }) => fields.nik?.value === member.nik) ?? members[index]
      return {
        nik: evaluateValue(member.nik, read?.fields.nik),
        name: evaluateValue(member.name, read?.fields.name),
      }
    })
  }
  return outcome
}

function evaluateValue(truth: string | undefined, read: ReadValue | undefined): Verdict {
  if (read === undefined) return 'open'
  const isConfident = read.confidence >= confirmationThreshold
  if (read.value === truth) return isConfident ? 'exact' : 'doubtful'
  return isConfident ? 'confident' : 'wrong'
}

/**
 * The page with the nearest centre within the radius of the true one; else a page that encloses it: a sheet
 * that was not separated from the card on it.
 */
function nearestPage({ corners }: TruePage, pages: Iterable<PageWithReading>): PageWithReading | undefined {
  const centre = centroid(corners)
  const radius = Math.max(...corners.map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y)))
  let best: PageWithReading | undefined
  let enclosing: PageWithReading | undefined
  let shortest = radius
  for (const candidate of pages) {
    const { x, y } = centroid(candidate.page.corners)
    const distance = Math.hypot(x - centre.x, y - centre.y)
    if (distance > shortest) {
      if (boundingBoxContains(candidate.page.corners, centre)) enclosing = candidate
      continue
    }
    best = candidate
    shortest = distance
  }
  return best ?? enclosing
}

type Points = readonly { x: number; y: number }[]

/** Bounding-box test, which suffices for cards. */
function boundingBoxContains(corners: Points, { x, y }: { x: number; y: number }): boolean {
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)]
  return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys)
}

function centroid(corners: Points) {
  const sum = corners.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 })
  return { x: sum.x / corners.length, y: sum.y / corners.length }
}
