import { readFile } from 'node:fs/promises'
import {
  defaultQualityThresholds,
  isBlank,
  type QualityCode,
  type QualityMeasures,
  qualitySentence,
} from '../../shared/page-quality.ts'
import { Problem, type ProblemCode, problemSentence } from '../../shared/problems.ts'
import type { PageReading } from '../../shared/reading.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { OcrClient } from '../workers/ocr/client.ts'
import { type JsonFields, jsonFields } from './page-json.ts'

export interface Refusal {
  code: ProblemCode | QualityCode
  /** Indonesian, with what to do. */
  message: string
}

/** What became of a file, as `npm run read --json` prints it. */
export interface FileResult {
  file: string
  /** Why nothing of the file is kept; null where at least one page of it is. */
  refused: Refusal | null
  /** Of the first page that is kept. */
  kind: PageReading['kind']
  pages: {
    kind: PageReading['kind']
    fields: JsonFields
    quality: QualityMeasures
    /** Milliseconds from the file's being there to this page's having been read. */
    ms: number
  }[]
}

/**
 * Takes a file in and reads it as the application would: its pages made good, measured, archived, and the archived
 * picture read. Throws what reading the file from the disk throws.
 */
export async function readFilePages(imaging: ImagingClient, reading: OcrClient, file: string): Promise<FileResult> {
  const bytes = await readFile(file)
  const start = performance.now()
  try {
    const prepared = await imaging.prepare(bytes, defaultQualityThresholds)
    const pages: FileResult['pages'] = []
    const refusals = prepared.refused.map(({ code }) => code)
    for (const page of prepared.pages) {
      // The application puts it aside, from where a person may bring it back; nothing of it is kept here.
      if (isBlank(page.quality)) {
        refusals.push('page-blank')
        continue
      }
      const read = await reading.read(page.bytes)
      pages.push({
        kind: read.kind,
        fields: jsonFields(read),
        quality: page.quality.measures,
        ms: Math.round(performance.now() - start),
      })
    }
    const [code] = refusals
    return {
      file,
      refused:
        code && pages.length === 0
          ? { code, message: qualitySentence({ code, level: 'refusal', area: null }) }
          : null,
      kind: pages[0]?.kind ?? 'other',
      pages,
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return {
      file,
      refused: { code: error.code, message: problemSentence(error.toValue()) },
      kind: 'other',
      pages: [],
    }
  }
}
