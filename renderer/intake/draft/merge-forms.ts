import { type FieldPath, type FormFields, findFieldValue } from '../../../shared/field-path.ts'
import type { ApplicationForm, LetterForm, MemberForm, Override, ReadPage } from '../../../shared/form.ts'

/**
 * Three-way merge, field by field, of what was typed here (`mine`) and what was stored meanwhile (`theirs`),
 * both from `base`: fields changed here keep their value, all others come from the store.
 */
export function mergeForms(
  base: ApplicationForm,
  mine: ApplicationForm,
  theirs: ApplicationForm,
): ApplicationForm {
  const family = mergeFields(base.family, mine.family, theirs.family)
  const members = mergeLists(base.members, mine.members, theirs.members, (member: MemberForm) => member.id)
  return {
    family,
    members,
    machineRead: mergeUnconfirmed({ base, mine, theirs, merged: { family, members } }),
    readPages: mergeLists(base.readPages, mine.readPages, theirs.readPages, (page: ReadPage) => page.pageId),
    letters: mergeLists(base.letters, mine.letters, theirs.letters, (letter: LetterForm) => letter.kind),
    overrides: mergeLists(
      base.overrides,
      mine.overrides,
      theirs.overrides,
      (given: Override) => `${given.memberId}/${given.code}`,
    ),
  }
}

interface MergeInput {
  base: ApplicationForm
  mine: ApplicationForm
  theirs: ApplicationForm
  merged: FormFields
}

/**
 * "Unconfirmed" belongs to a value: where the store's value won, the store says whether it is confirmed.
 * Where both sides hold the same value, the side that changed the flag wins.
 */
function mergeUnconfirmed({ base, mine, theirs, merged }: MergeInput): FieldPath[] {
  const paths = [...new Set([...theirs.machineRead, ...mine.machineRead])]
  return paths.filter((path) => {
    const value = findFieldValue(merged, path)
    if (value === undefined) return false
    const isUnconfirmed = (side: ApplicationForm) => side.machineRead.includes(path)
    const isChangedHere = isUnconfirmed(mine) !== isUnconfirmed(base)
    return value === findFieldValue(mine, path) && isChangedHere ? isUnconfirmed(mine) : isUnconfirmed(theirs)
  })
}

function mergeFields<Fields extends object>(base: Fields, mine: Fields, theirs: Fields): Fields {
  const merged = { ...theirs }
  for (const field in mine) if (mine[field] !== base[field]) merged[field] = mine[field]
  return merged
}

function mergeLists<Item extends object>(
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
  keyOf: (item: Item) => string,
): Item[] {
  const find = (list: readonly Item[], key: string) => list.find((item) => keyOf(item) === key)
  const kept = theirs.flatMap((their) => {
    const key = keyOf(their)
    const before = find(base, key)
    const my = find(mine, key)
    // Removed here and known before: stays removed.
    if (!my) return before ? [] : [their]
    return [before ? mergeFields(before, my, their) : my]
  })
  const added = mine.filter(
    (item) => !find(theirs, keyOf(item)) && !isUnchanged(item, find(base, keyOf(item))),
  )
  return [...kept, ...added]
}

/** Removed there and unchanged here: stays removed. */
function isUnchanged<Item extends object>(item: Item, before: Item | undefined): boolean {
  if (!before) return false
  for (const field in item) if (item[field] !== before[field]) return false
  return true
}
