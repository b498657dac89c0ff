import { type ApplicationForm, emptyMember, type MemberForm, type ReadPage } from '../form.ts'
import { withoutSeparators } from '../nik.ts'
import { isAboutOthers, type PageWithReading } from './evidence.ts'
import { findSamePerson, isUnidentified, type Person, peopleOnPage, personInForm } from './person-on-card.ts'

/** What the contract takes; a KK has ten lines. */
const maxMembers = 40

export interface MemberMatch {
  /** With the members that the page has added, in the card's order. */
  readonly members: MemberForm[]
  readonly memberIds: ReadPage['memberIds']
}

export interface MatchInput {
  form: ApplicationForm
  page: PageWithReading
  /** The other pages, to know who of an earlier card was taken off the form since. */
  pages: readonly PageWithReading[]
  /** Has this page make a member of somebody who is not in the family. */
  isAdopted: boolean
  today: string
}

/**
 * Finds the members that the lines of a page are about, and adds those that the form lacks: everybody on a KK;
 * of a KTP only while there is no KK, since afterwards it is somebody else's. Undefined where the page is about
 * nobody here.
 */
export function matchMembers(input: MatchInput): MemberMatch | undefined {
  const { form, page, isAdopted, today } = input
  const members = [...form.members]
  const isFull = () => members.length >= maxMembers
  const addsPeople = isAdopted || (page.reading.kind === 'kk' ? !isOtherFamily(input) : !hasKk(input))
  const removed = removedPeople(input)
  const matchedIds = new Set<string>()
  const memberIds = peopleOnPage(page.reading, today).map((person, line) => {
    const free = members.filter(({ id }) => !matchedIds.has(id))
    const present = free.map(personInForm)
    const index = findSamePerson(person, present) ?? (addsPeople ? findBlankMember(present) : undefined)
    const known = index === undefined ? undefined : free[index]
    if (known) {
      matchedIds.add(known.id)
      return known.id
    }
    const id = derivedMemberId(page.pageId, line)
    const isWanted = addsPeople && !isUnidentified(person) && findSamePerson(person, removed) === undefined
    if (!isWanted || isFull() || members.some((member) => member.id === id)) return null
    members.push(emptyMember(id))
    matchedIds.add(id)
    return id
  })
  if (isAboutOthers(memberIds)) return undefined
  return { members: page.reading.kind === 'kk' ? inCardOrder(members, memberIds) : members, memberIds }
}

/** A member that was only just begun is who comes next. */
function findBlankMember(people: readonly Person[]): number | undefined {
  const index = people.findIndex(isUnidentified)
  return index < 0 ? undefined : index
}

const hasKk = ({ form, pages }: MatchInput): boolean =>
  form.readPages.some(({ pageId }) =>
    pages.some((page) => page.pageId === pageId && page.reading.kind === 'kk'),
  )

/** A KK under another number, of people who are not on the form, was scanned by mistake. */
function isOtherFamily({ form, page, today }: MatchInput): boolean {
  if (page.reading.kind !== 'kk' || form.members.length === 0) return false
  const typed = withoutSeparators(form.family.noKk)
  if (typed === '' || typed === page.reading.fields.noKk?.value) return false
  const present = form.members.map(personInForm)
  return !peopleOnPage(page.reading, today).some((person) => findSamePerson(person, present) !== undefined)
}

/** The people of pages that are filled in already whose member a person has removed: they do not come back. */
function removedPeople({ form, pages, today }: MatchInput): Person[] {
  return form.readPages.flatMap(({ pageId, memberIds }) => {
    const reading = pages.find((page) => page.pageId === pageId)?.reading
    const isTakenOff = (id: string | null | undefined) => !form.members.some((member) => member.id === id)
    return reading ? peopleOnPage(reading, today).filter((_, line) => isTakenOff(memberIds[line])) : []
  })
}

/**
 * The id of a member who is made from a line of a page. It follows from the page, so that two windows that
 * fill in the same page make the same member: the last byte of the page's own (random) id counts the lines.
 */
function derivedMemberId(pageId: string, line: number): string {
  const lastByte = (Number.parseInt(pageId.slice(-2), 16) + line + 1) % 256
  return pageId.slice(0, -2) + lastByte.toString(16).padStart(2, '0')
}

/** Members on the card as the card has them, then the others. */
function inCardOrder(members: readonly MemberForm[], memberIds: ReadPage['memberIds']): MemberForm[] {
  const onCard = memberIds.flatMap((id) => members.filter((member) => member.id === id))
  return [...onCard, ...members.filter((member) => !memberIds.includes(member.id))]
}
