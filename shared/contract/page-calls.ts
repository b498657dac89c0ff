import { z } from 'zod'
import { Area, Corners } from '../area.ts'
import { DocumentKind } from '../form.ts'
import { QualityCode } from '../page-quality.ts'
import { PageReading } from '../reading.ts'
import { Page } from './application-calls.ts'
import { defineCall, everyRole } from './call.ts'

/** A file larger than this is refused before it is read (anchors.md: a KK at 300 dpi is below 10 MB). */
export const largestFileBytes = 40_000_000

const clerk = ['petugas'] as const
const onPage = z.object({ pageId: z.uuid() })

/** A page that cannot be used: why, and a small picture of it with the place that is meant. */
export const RefusedPage = z.object({
  code: QualityCode,
  area: Area.nullable(),
  /** WebP, fits 480 x 480 pixels; kept nowhere. */
  picture: z.instanceof(Uint8Array),
})
export type RefusedPage = z.infer<typeof RefusedPage>

/** What became of the pages of one file. */
export const AddedPages = z.object({
  added: z.array(Page),
  /** Pages that were on this application already. */
  alreadyThere: z.int(),
  /** Blank pages: put aside like removed ones, so that `pages.restore` gets them back. */
  blank: z.array(Page),
  refused: z.array(RefusedPage),
})
export type AddedPages = z.infer<typeof AddedPages>

/** What is known of a page by reading it. */
export const PageReadingState = z.object({
  pageId: z.uuid(),
  /** As stored now: where nobody has said what the page is, reading it does. */
  document: DocumentKind,
  memberId: z.uuid().nullable(),
  state: z.enum(['waiting', 'read', 'failed']),
  reading: PageReading.nullable(),
  /** Another page of this application that shows the same card, where there is one. */
  sameAs: z.uuid().nullable(),
})
export type PageReadingState = z.infer<typeof PageReadingState>

export const pageCalls = {
  /** One file: a picture of one or several cards or sheets, or a PDF or TIFF of several pages. */
  'pages.add': defineCall({
    who: clerk,
    input: z.object({
      applicationId: z.uuid(),
      bytes: z.instanceof(Uint8Array),
      document: DocumentKind.nullable(),
    }),
    /**
     * With a JPEG of the first page that was added, as large as a screen shows it, because that is looked at
     * next; it is logged as seen. Null where that page was here before.
     */
    output: AddedPages.extend({ preview: z.instanceof(Uint8Array<ArrayBuffer>).nullable() }),
  }),
  'pages.describe': defineCall({
    who: clerk,
    input: onPage.extend({ document: DocumentKind, memberId: z.uuid().nullable() }),
    output: Page,
  }),
  /** Quarter turns clockwise; made from the original, so that turning never costs sharpness. */
  'pages.turn': defineCall({
    who: clerk,
    input: onPage.extend({ quarterTurns: z.int().min(1).max(3) }),
    output: Page,
  }),
  /** Cuts the page out of its original again, by corners that a person has set. Throws `original-gone`. */
  'pages.crop': defineCall({ who: clerk, input: onPage.extend({ corners: Corners }), output: Page }),
  'pages.remove': defineCall({ who: clerk, input: onPage, output: z.object({}) }),
  /** Takes the last removal back; possible until the application is submitted. */
  'pages.restore': defineCall({ who: clerk, input: onPage, output: Page }),
  /** What has been read from the pages of an application; the event `pages` says when there is more. */
  'pages.readings': defineCall({
    who: everyRole,
    input: z.object({ applicationId: z.uuid() }),
    output: z.array(PageReadingState),
    access: { action: 'view', subject: ({ applicationId }) => applicationId },
  }),
}
