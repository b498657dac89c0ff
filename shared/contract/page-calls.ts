import { z } from 'zod'
import { DocumentKind } from '../form.ts'
import { Page } from './application-calls.ts'
import { call } from './call.ts'

/** A file larger than this is refused before it is read (anchors.md: a KK at 300 dpi is below 10 MB). */
export const largestFileBytes = 40_000_000

const clerk = ['petugas'] as const
const onPage = z.object({ pageId: z.uuid() })

export const pageCalls = {
  /**
   * One file: a picture, or a PDF or TIFF of several pages. Answers with the pages it became and how many of
   * them were there already.
   */
  'pages.add': call({
    who: clerk,
    input: z.object({
      applicationId: z.uuid(),
      bytes: z.instanceof(Uint8Array),
      document: DocumentKind.nullable(),
    }),
    output: z.object({ added: z.array(Page), alreadyThere: z.int() }),
  }),
  'pages.describe': call({
    who: clerk,
    input: onPage.extend({ document: DocumentKind, memberId: z.uuid().nullable() }),
    output: Page,
  }),
  /** Quarter turns clockwise; made anew from the original, so that turning never costs sharpness. */
  'pages.turn': call({
    who: clerk,
    input: onPage.extend({ quarterTurns: z.int().min(1).max(3) }),
    output: Page,
  }),
  'pages.remove': call({ who: clerk, input: onPage, output: z.object({}) }),
  /** Takes the last removal back; possible until the application is submitted. */
  'pages.restore': call({ who: clerk, input: onPage, output: Page }),
}
