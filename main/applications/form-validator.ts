import { z } from 'zod'
import type { ApplicationKind } from '../../shared/application-kind.ts'
import { findEvidence, pagesWithReading } from '../../shared/autofill/evidence.ts'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { localDay } from '../../shared/display.ts'
import type { ApplicationForm, MemberForm } from '../../shared/form.ts'
import { isSixteenDigits, withoutSeparators } from '../../shared/nik.ts'
import { type MissingItem, missingItems } from '../../shared/validation/completeness.ts'
import type { Finding } from '../../shared/validation/finding.ts'
import { validateForm } from '../../shared/validation/validate-form.ts'
import type { Documents } from '../documents/documents.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readReference } from '../store/reference.ts'
import { getRule } from '../store/rules.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'

export interface ValidationResult {
  findings: Finding[]
  missing: MissingItem[]
}

export interface FormValidator {
  /** The office's own kelurahan, empty for an office that is not one. */
  readonly homeVillage: string
  /** What the screens examine with while typing: the same rules, tables and day. */
  reference(): CallOutput<'reference.get'>
  /** Everything the rules say of a form, of its pages and what was read from them, and what only the store knows. */
  validate(id: string, kind: ApplicationKind, form: ApplicationForm): ValidationResult
}

const Area = z.object({ name: z.string() })
const ListedVillages = z.array(
  z.object({ code: z.string(), name: z.string(), district: Area, regency: Area }),
)

const kelurahanCodeLength = 10

export function createFormValidator(store: Store, documents: Documents, clock: Clock): FormValidator {
  const { office } = getOffice(store)
  const districts = readReference('districts', z.array(z.string()))
  const villages = readReference('villages', ListedVillages).map(({ district, regency, ...village }) => ({
    ...village,
    district: district.name,
    regency: regency.name,
  }))
  const districtCodes = new Set(districts)
  const villageCodes = new Set(villages.map(({ code }) => code))
  const homeVillage = office.code.length === kelurahanCodeLength ? office.code : ''
  const today = () => localDay(moment(clock), readSetting(store, 'office').timeZone)
  const openApplication = store.prepare<[string, string]>(
    `SELECT 1 FROM people JOIN applications ON applications.id = people.application_id
     WHERE people.nik = ? AND people.nik <> '' AND people.proposed = 1 AND people.application_id <> ?
       AND applications.status IN ('diajukan', 'dikembalikan')`,
  )

  /** One application at a time for a NIK (domain.md section 1): a second one would be decided twice. */
  function openApplications(id: string, member: MemberForm): Finding[] {
    const nik = withoutSeparators(member.nik)
    if (!member.proposed || !isSixteenDigits(nik) || !openApplication.get(nik, id)) return []
    const code = 'nik-open-application'
    return [{ code, level: 'error', overridable: false, memberId: member.id, field: 'nik', answer: null }]
  }

  return {
    homeVillage,

    reference: () => ({
      today: today(),
      rules: readSetting(store, 'rules'),
      districts,
      villages,
      homeVillage,
    }),

    validate(id, kind, form) {
      const rule = getRule(store, kind)
      const reference = { today: today(), villages }
      const found = validateForm(form, {
        today: reference.today,
        rule,
        districts: districtCodes,
        villages: villageCodes,
        evidence: findEvidence(form, pagesWithReading(documents.readings(id)), reference),
      })
      const findings = [
        ...found.filter((finding) => finding.memberId === null),
        ...form.members.flatMap((member) => [
          ...found.filter((finding) => finding.memberId === member.id),
          ...openApplications(id, member),
        ]),
      ]
      const pages = documents.list(id).map((page) => page.document)
      return { findings, missing: missingItems(form, pages, rule, findings) }
    },
  }
}
