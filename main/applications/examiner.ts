import { z } from 'zod'
import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { localDay } from '../../shared/display.ts'
import { type Missing, missingItems } from '../../shared/examination/completeness.ts'
import { examine } from '../../shared/examination/examine.ts'
import type { Finding } from '../../shared/examination/finding.ts'
import type { ApplicationForm, DocumentKind, MemberForm } from '../../shared/form.ts'
import { isSixteenDigits, withoutSeparators } from '../../shared/nik.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readReference } from '../store/reference.ts'
import { getRule } from '../store/rules.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'

export interface Examined {
  findings: Finding[]
  missing: Missing[]
}

export interface Examiner {
  /** The office's own kelurahan, empty for an office that is not one. */
  readonly homeVillage: string
  /** What the screens examine with while typing: the same rules, tables and day. */
  reference(): CallOutput<'reference.get'>
  /** Everything the rules say, and what only the store knows; `pages` one entry a page. */
  examine(id: string, kind: ApplicationKind, form: ApplicationForm, pages: readonly DocumentKind[]): Examined
}

const Area = z.object({ name: z.string() })
const Villages = z.array(z.object({ code: z.string(), name: z.string(), district: Area, regency: Area }))

const kelurahanCodeLength = 10

export function createExaminer(store: Store, clock: Clock): Examiner {
  const { office } = getOffice(store)
  const districts = readReference('districts', z.array(z.string()))
  const villages = readReference('villages', Villages)
  const districtCodes = new Set(districts)
  const villageCodes = new Set(villages.map(({ code }) => code))
  const homeVillage = office.code.length === kelurahanCodeLength ? office.code : ''
  const today = () => localDay(moment(clock), readSetting(store, 'office').timeZone)
  const underWay = store.prepare<[string, string]>(
    `SELECT 1 FROM people JOIN applications ON applications.id = people.application_id
     WHERE people.nik = ? AND people.nik <> '' AND people.proposed = 1 AND people.application_id <> ?
       AND applications.status IN ('diajukan', 'dikembalikan')`,
  )

  /** One application at a time for a NIK (domain.md section 1): a second one would be decided twice. */
  function openApplications(id: string, member: MemberForm): Finding[] {
    const nik = withoutSeparators(member.nik)
    if (!member.proposed || !isSixteenDigits(nik) || !underWay.get(nik, id)) return []
    const code = 'nik-open-application'
    return [{ code, level: 'error', overridable: false, memberId: member.id, field: 'nik', answer: null }]
  }

  return {
    homeVillage,

    reference: () => ({
      today: today(),
      rules: readSetting(store, 'rules'),
      districts,
      villages: villages.map(({ code, name, district, regency }) => ({
        code,
        name,
        district: district.name,
        regency: regency.name,
      })),
      homeVillage,
    }),

    examine(id, kind, form, pages) {
      const rule = getRule(store, kind)
      const found = examine(form, { today: today(), rule, districts: districtCodes, villages: villageCodes })
      const findings = [
        ...found.filter((finding) => finding.memberId === null),
        ...form.members.flatMap((member) => [
          ...found.filter((finding) => finding.memberId === member.id),
          ...openApplications(id, member),
        ]),
      ]
      return { findings, missing: missingItems(form, pages, rule, findings) }
    },
  }
}
