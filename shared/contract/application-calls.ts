import { z } from 'zod'
import { ApplicationKind, ApplicationKindRules } from '../application-kind.ts'
import { Corners } from '../area.ts'
import { ApplicationForm, DocumentKind } from '../form.ts'
import { OtherOffice } from '../office.ts'
import { PacketAnswer, PacketState } from '../packet.ts'
import { PageQuality } from '../page-quality.ts'
import { ApplicationStatus, DeliveryState, Outcome } from '../status.ts'
import { MissingItem } from '../validation/completeness.ts'
import { Finding } from '../validation/finding.ts'
import { defineCall, everyRole } from './call.ts'

/** A stored page as the screens know it; its picture is fetched from `/scans/ID` (and `?size=thumbnail`). */
export const Page = z.object({
  id: z.uuid(),
  document: DocumentKind,
  memberId: z.uuid().nullable(),
  position: z.int(),
  width: z.int(),
  height: z.int(),
  byteLength: z.int(),
  /** SHA-256 of the archival bytes; changes when the page is turned, so it also tells a picture apart. */
  scan: z.string(),
  /** What was measured when it came; null for pages that came before measuring began. */
  quality: PageQuality.nullable(),
  /** Where it was cut out of the original; null where the original is not kept (any more). */
  corners: Corners.nullable(),
})
export type Page = z.infer<typeof Page>

export const DecisionView = z.object({
  outcome: Outcome,
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
})
export type DecisionView = z.infer<typeof DecisionView>

export const Application = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  kind: ApplicationKind,
  status: ApplicationStatus,
  /** Counts saved changes; a save names the revision it started from. */
  revision: z.int(),
  form: ApplicationForm,
  pages: z.array(Page),
  findings: z.array(Finding),
  missing: z.array(MissingItem),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  submittedBy: z.string().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  /** Signed decisions, newest first: what came back, and why. */
  decisions: z.array(DecisionView),
  delivery: DeliveryState.nullable(),
  /** The kelurahan that sent it here to be verified. */
  fromOffice: OtherOffice.nullable(),
  /** The kecamatan that verifies it, and how its packet stands. */
  sentTo: z.object({ office: OtherOffice, state: PacketState, answer: PacketAnswer.nullable() }).nullable(),
})
export type Application = z.infer<typeof Application>

/** A line in a list: enough to recognise the family, no more (NIK masked by the screen). */
export const ApplicationSummary = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  kind: ApplicationKind,
  status: ApplicationStatus,
  headName: z.string(),
  noKk: z.string(),
  memberCount: z.int(),
  updatedAt: z.iso.datetime(),
  /** Why it came back, for what was returned or refused. */
  reason: z.string().nullable(),
  delivery: DeliveryState.nullable(),
})
export type ApplicationSummary = z.infer<typeof ApplicationSummary>

export const PersonMatch = z.object({
  applicationId: z.uuid(),
  number: z.string().nullable(),
  status: ApplicationStatus,
  kind: ApplicationKind,
  name: z.string(),
  nik: z.string(),
  noKk: z.string(),
  birthDate: z.string(),
  updatedAt: z.iso.datetime(),
})
export type PersonMatch = z.infer<typeof PersonMatch>

/** A person stored elsewhere who is, or looks like, one of this application's. */
export const Duplicate = z.object({
  memberId: z.uuid().nullable(),
  /** `nik` and `no-kk`: the same number; `person`: same name and birth date under another number. */
  because: z.enum(['nik', 'no-kk', 'person']),
  match: PersonMatch,
})
export type Duplicate = z.infer<typeof Duplicate>

const ById = z.object({ id: z.uuid() })
const clerk = ['petugas'] as const
const view = { action: 'view', subject: (input: { id: string }) => input.id } as const

export const applicationCalls = {
  /** What the screens need to examine a form as it is typed. */
  'reference.get': defineCall({
    who: everyRole,
    input: z.object({}),
    output: z.object({
      today: z.iso.date(),
      rules: ApplicationKindRules,
      districts: z.array(z.string()),
      villages: z.array(
        z.object({ code: z.string(), name: z.string(), district: z.string(), regency: z.string() }),
      ),
      homeVillage: z.string(),
    }),
  }),

  'home.summary': defineCall({
    who: everyRole,
    input: z.object({}),
    output: z.object({
      returned: z.array(ApplicationSummary),
      drafts: z.array(ApplicationSummary),
      submittedToday: z.int(),
      waitingForVerification: z.int(),
      oldestWaiting: z.iso.datetime().nullable(),
    }),
  }),

  'applications.create': defineCall({
    who: clerk,
    input: z.object({ kind: ApplicationKind }),
    output: Application,
  }),
  'applications.get': defineCall({ who: everyRole, input: ById, output: Application, access: view }),
  'applications.list': defineCall({
    who: everyRole,
    input: z.object({
      statuses: z.array(ApplicationStatus),
      /** The `updatedAt` and id of the last line already shown. */
      after: z.object({ updatedAt: z.iso.datetime(), id: z.uuid() }).nullable(),
    }),
    output: z.object({ applications: z.array(ApplicationSummary), more: z.boolean() }),
  }),
  /** Autosave: the whole form, against the revision it was typed on. */
  'applications.save': defineCall({
    who: clerk,
    input: z.object({ id: z.uuid(), revision: z.int(), kind: ApplicationKind, form: ApplicationForm }),
    output: z.object({ revision: z.int(), findings: z.array(Finding), missing: z.array(MissingItem) }),
  }),
  'applications.submit': defineCall({
    who: clerk,
    input: z.object({ id: z.uuid(), revision: z.int() }),
    output: z.object({ number: z.string(), application: Application }),
  }),
  'applications.cancel': defineCall({
    who: clerk,
    input: z.object({ id: z.uuid(), reason: z.string().trim().max(500) }),
    output: z.object({}),
  }),
  /** Type-ahead over everybody stored: by name, NIK, No. KK or registration number. */
  'applications.search': defineCall({
    who: everyRole,
    input: z.object({ text: z.string().max(100) }),
    output: z.array(PersonMatch),
    access: { action: 'search', subject: () => undefined },
  }),
  'applications.duplicates': defineCall({
    who: everyRole,
    input: ById,
    output: z.array(Duplicate),
    access: view,
  }),
}
