import type { PageOutcome, Verdict } from '../../support/evaluate-pages.ts'
import { percentile } from '../../support/percentile.ts'
import type { CaptureSet } from '../../tools/captures/faces.ts'
import type { FileOutcome } from './take-in.ts'

const right: readonly Verdict[] = ['exact', 'doubtful']

/** Part of all for which something holds; not a number where there is none. */
const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number =>
  items.filter(holds).length / items.length

const isRight = (verdict: Verdict) => right.includes(verdict)

/** The figures of one set, as fractions and counts; names of the held-out set end in `_held_out`. */
export function measure(outcomes: readonly FileOutcome[], set: CaptureSet): Record<string, number> {
  const files = outcomes.filter((outcome) => outcome.set === set)
  const good = files.filter(({ expected }) => expected === 'read')
  const bad = files.filter(({ expected }) => expected === 'refuse')
  const others = files.filter(({ expected }) => expected === 'other')
  const ktps = (kinds: RegExp) =>
    good.filter(({ kind }) => kinds.test(kind)).flatMap(({ pages }) => pages.filter(isKtp))
  const flatbed = ktps(/^ktp.*(glass|cut-out|photocopy)/)
  const phone = ktps(/^ktp.*photo$/)
  const cards = [...flatbed, ...phone]
  const sheets = good.flatMap(({ pages }) => pages.filter(({ document }) => document === 'kk'))
  const members = sheets.flatMap((sheet) => sheet.members)
  const shown = good.reduce((sum, { pages }) => sum + pages.length, 0)
  const refusedGood = good.reduce((sum, { refusals }) => sum + refusals.length, 0)
  const numbers = [...cards, ...members, ...sheets]
  const figures = {
    nik_exact_flatbed: share(flatbed, ({ nik }) => isRight(nik)),
    nik_exact_phone: share(phone, ({ nik }) => isRight(nik)),
    name_exact: share(cards, ({ name }) => isRight(name)),
    birth_date_exact: share(cards, ({ birthDate }) => isRight(birthDate)),
    kk_member_nik_exact: share(members, ({ nik }) => isRight(nik)),
    kk_member_name_exact: share(members, ({ name }) => isRight(name)),
    no_kk_exact: share(sheets, ({ nik }) => isRight(nik)),
    wrong_confident: share(cards, ({ nik }) => nik === 'confident'),
    wrong_confident_any: share(numbers, ({ nik }) => nik === 'confident'),
    nik_filled: share(cards, ({ nik }) => nik === 'exact'),
    refused_bad: share(bad, ({ refusals }) => refusals.length > 0),
    refused_good: refusedGood / shown,
    found_good: share(
      good.flatMap(({ pages }) => pages),
      ({ found }) => found,
    ),
    recognised_good: share(
      good.flatMap(({ pages }) => pages),
      ({ recognised }) => recognised,
    ),
    other_mistaken: share(others, ({ mistaken }) => mistaken),
    ktp_count: cards.length,
    kk_count: sheets.length,
    kk_member_count: members.length,
    bad_count: bad.length,
    good_count: good.length,
    other_count: others.length,
    prepare_p95_ms: percentile(
      files.map(({ prepareMs }) => prepareMs),
      0.95,
    ),
    read_p95_ms: percentile(
      files.flatMap(({ readMs }) => readMs),
      0.95,
    ),
  }
  const suffix = set === 'seen' ? '' : '_held_out'
  // A figure of nothing would look like a good one or a bad one: it is left out.
  const measured = Object.entries(figures).filter(([, value]) => !Number.isNaN(value))
  return Object.fromEntries(measured.map(([name, value]) => [`${name}${suffix}`, value]))
}

const isKtp = ({ document }: PageOutcome): boolean => document === 'ktp'

/** A line for each kind of capture: what of it went how, in counts. */
export function tableByKind(outcomes: readonly FileOutcome[]): Record<string, string | number>[] {
  const kinds = new Map<string, FileOutcome[]>()
  for (const outcome of outcomes) {
    const name = `${outcome.kind}${outcome.set === 'seen' ? '' : ' (held out)'}`
    kinds.set(name, [...(kinds.get(name) ?? []), outcome])
  }
  return [...kinds].map(([kind, files]) => {
    const pages = files.flatMap((file) => file.pages)
    const numbers = pages.flatMap((page) => (page.document === 'kk' ? page.members : [page]))
    const count = (verdict: Verdict) => numbers.filter(({ nik }) => nik === verdict).length
    return {
      kind,
      files: files.length,
      pages: pages.length,
      refused: files.reduce((sum, { refusals }) => sum + refusals.length, 0),
      found: pages.filter(({ found }) => found).length,
      recognised: pages.filter(({ recognised }) => recognised).length,
      numbers: numbers.length,
      exact: count('exact'),
      doubtful: count('doubtful'),
      open: count('open'),
      wrong: count('wrong'),
      confident: count('confident'),
      names: numbers.filter(({ name }) => isRight(name)).length,
    }
  })
}

/** The captures that went wrong, to be made again by kind and number and looked at. */
export function failures(outcomes: readonly FileOutcome[]): string[] {
  return outcomes.flatMap(({ set, kind, number, expected, refusals, pages, mistaken }) => {
    const wrong: string[] = []
    if (expected === 'refuse' && refusals.length === 0) wrong.push('not refused')
    if (expected === 'read' && refusals.length > 0) wrong.push(`refused (${refusals})`)
    if (mistaken) wrong.push('read as a card')
    if (expected === 'read') {
      for (const page of pages) {
        if (!page.found) wrong.push('page not found')
        else if (!page.recognised) wrong.push('not recognised')
        else if (page.document === 'ktp' && !isRight(page.nik)) wrong.push(`NIK ${page.nik}`)
        else if (page.members.some(({ nik }) => !isRight(nik))) wrong.push('NIK of members')
        if (page.recognised && page.document === 'ktp' && !isRight(page.name)) wrong.push(`name ${page.name}`)
      }
    }
    return wrong.length === 0 ? [] : [`${set} ${kind} ${number}: ${wrong.join(', ')}`]
  })
}
