import { parseCardDate } from '../calendar.ts'
import { editDistance } from '../edit-distance.ts'
import { withoutSeparators } from '../nik.ts'
import { normaliseName } from '../normalise-name.ts'

/** How the values of a field are compared. */
export type ValueKind = 'number' | 'date' | 'code' | 'count' | 'text'

const valueKinds: Readonly<Record<string, ValueKind>> = {
  noKk: 'number',
  nik: 'number',
  birthDate: 'date',
  marriageDate: 'date',
  rt: 'count',
  rw: 'count',
  postalCode: 'count',
  village: 'code',
  sex: 'code',
  religion: 'code',
  education: 'code',
  occupation: 'code',
  bloodType: 'code',
  maritalStatus: 'code',
  relationship: 'code',
  citizenship: 'code',
}

/** Names and addresses are text, and whatever is not listed. */
export const valueKindOf = (field: string): ValueKind => valueKinds[field] ?? 'text'

/** A wrong digit that looks right is worse than none: such values are only offered where they are sure. */
export const requiresConfidence = (field: string): boolean => ['number', 'date'].includes(valueKindOf(field))

/** Whether two values of a field mean the same, however each of them is written. */
export function isSameValue(field: string, one: string, other: string): boolean {
  switch (valueKindOf(field)) {
    case 'number':
      return withoutSeparators(one) === withoutSeparators(other)
    case 'date':
      return (parseCardDate(one) ?? one.trim()) === (parseCardDate(other) ?? other.trim())
    case 'count':
      return /^\d+$/.test(one.trim()) ? Number(one) === Number(other) : one.trim() === other.trim()
    case 'code':
      return one === other
    case 'text':
      return normaliseName(one) === normaliseName(other)
  }
}

/** Letters by which one reading of a name may differ from another and still be the same name. */
const toleratedLetters = 2

/** Whether two texts are likely one, read or typed twice: dots, spaces and a letter or two aside. */
export function isSimilarText(one: string, other: string): boolean {
  const [mine, theirs] = [lettersOf(one), lettersOf(other)]
  const shorter = Math.min(mine.length, theirs.length)
  if (shorter === 0) return false
  const tolerated = Math.min(toleratedLetters, Math.floor(shorter / 4))
  if (Math.abs(mine.length - theirs.length) > tolerated) return false
  return editDistance(mine, theirs) <= tolerated
}

const lettersOf = (text: string): string => normaliseName(text).replace(/[^\p{L}\p{N}]/gu, '')
