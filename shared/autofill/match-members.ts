import { type ApplicationForm, emptyMember, type MemberForm, type ReadPage } from '../form.ts'
import { withoutSeparators } from '../nik.ts'
import { isAboutOthers, type PageRead } from './evidence.ts'
import { findSamePerson, isNobody, type Person, peopleOnPage, personInForm } from './person-on-card.ts'

/** What the contract takes; a KK has ten lines. */
const mostMembers = 40

export interface Placing {
  /** With the members that the page has added, in the card's order. */
  readonly members: MemberForm[]
  readonly memberIds: ReadPage['memberIds']
}

export interface PlacingDependencies {
  form: ApplicationForm
  page: PageRead
  /** The other pages, to know who of an earlier card was taken off the form since. */
  pages: readonly PageRead[]
  /** Has this page make a member of somebody who is not in the family. */
  isAdopted: boolean
  today: string
}

/**
 * Finds the members that the lines of a page are about, and adds those that the form lacks: everybody on a KK;
 * of a KTP only while there is no KK, since afterwards it is somebody else's. Undefined where the page is about
 * nobody here.
 */
export function matchMembers(needs: PlacingDependencies): Placing | undefined {
  const { form, page, isAdopted, today } = needs
  const members = [...form.members]
  const isFull = () => members.length >= mostMembers
  const addsPeople = isAdopted || (page.reading.kind === 'kk' ? !isOtherFamily(needs) : !hasKk(needs))
  const removed = peopleTakenOff(needs)
  const taken = new Set<string>()
  const memberIds = peopleOnPage(page.reading, today).map((person, line) => {
    const free = members.filter(({ id }) => !taken.has(id))
    const present = free.map(personInForm)
    const place = findSamePerson(person, present) ?? (addsPeople ? findBlank(present) : undefined)
    const known = place === undefined ? undefined : free[place]
    if (known) {
      taken.add(known.id)
      return known.id
    }
    const id = idOnLine(page.pageId, line)
    const isWanted = addsPeople && !isNobody(person) && findSamePerson(person, removed) === undefined
    if (!isWanted || isFull() || members.some((member) => member.id === id)) return null
    members.push(emptyMember(id))
    taken.add(id)
    return id
  })
  if (isAboutOthers(memberIds)) return undefined
  return { members: page.reading.kind === 'kk' ? inCardOrder(members, memberIds) : members, memberIds }
}

/** A member that was only just begun is who comes next. */
function findBlank(people: readonly Person[]): number | undefined {
  const place = people.findIndex(isNobody)
  return place < 0 ? undefined : place
}

const hasKk = ({ form, pages }: PlacingDependencies): boolean =>
  form.readPages.some(({ pageId }) =>
    pages.some((page) => page.pageId === pageId && page.reading.kind === 'kk'),
  )

/** A KK under another number, of people who are not on the form, was scanned by mistake. */
function isOtherFamily({ form, page, today }: PlacingDependencies): boolean {
  if (page.reading.kind !== 'kk' || form.members.length === 0) return false
  const typed = withoutSeparators(form.family.noKk)
  if (typed === '' || typed === page.reading.fields.noKk?.value) return false
  const present = form.members.map(personInForm)
  return !peopleOnPage(page.reading, today).some((person) => findSamePerson(person, present) !== undefined)
}

/** The people of pages that are filled in already whose member a person has removed: they do not come back. */
function peopleTakenOff({ form, pages, today }: PlacingDependencies): Person[] {
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
function idOnLine(pageId: string, line: number): string {
  const lastByte = (Number.parseInt(pageId.slice(-2), 16) + line + 1) % 256
  return pageId.slice(0, -2) + lastByte.toString(16).padStart(2, '0')
}

/** Members on the card as the card has them, then the others. */
function inCardOrder(members: readonly MemberForm[], memberIds: ReadPage['memberIds']): MemberForm[] {
  const onCard = memberIds.flatMap((id) => members.filter((member) => member.id === id))
  return [...onCard, ...members.filter((member) => !memberIds.includes(member.id))]
}
