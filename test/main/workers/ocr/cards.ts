import { inventFamilies } from '../../../../main/specimens/invent-families.ts'
import { type SpecimenDrawing, specimenDrawings } from '../../../../main/workers/specimens/messages.ts'
import type { KkMemberReading, PageReading, ReadValue } from '../../../../shared/reading.ts'

/** Families of the specimens, always the same. */
const families = inventFamilies({ seed: 'reading', count: 40, office: { code: '327103' } })

/** The KTP of somebody of every family that has one. */
export const ktpDrawings = families.flatMap((family) => specimenDrawings(family).slice(1, 2))

const whole = families.map((family) => specimenDrawings(family)[0])

/** A KK with so many members, from as many families as it takes. */
export function kkDrawing(memberCount: number): Extract<SpecimenDrawing, { document: 'kk' }> {
  const exact = whole.find(({ members }) => members.length === memberCount)
  if (exact) return exact
  const [first] = whole
  if (!first) throw new Error('no families were invented')
  return { ...first, members: whole.flatMap(({ members }) => members).slice(0, memberCount) }
}

type Values = Record<string, string>

const valuesOf = (fields: Record<string, ReadValue | undefined>): Values =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, read]) => (read ? [[name, read.value]] : [])))

/** What was read, without confidence and place, as `truthOf` writes what is printed. */
export function readAs(reading: PageReading): { document: string; fields?: Values; members?: Values[] } {
  switch (reading.kind) {
    case 'ktp':
      return { document: 'ktp', fields: valuesOf(reading.fields) }
    case 'kk':
      return {
        document: 'kk',
        fields: valuesOf(reading.fields),
        members: reading.members.map(({ fields }: KkMemberReading) => valuesOf(fields)),
      }
    case 'other':
      return { document: 'other' }
  }
}
