import { type CentralClient, connectToCentral, type Operation } from '../../../main/central/central-client.ts'
import type { PullRequest } from '../../../main/central/pull.ts'
import { newId } from '../../../main/store/identifiers.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { jpegLike, sha256 } from '../../support/approved.ts'

/** Milliseconds that the centre took, by what was asked. */
export interface Timings {
  /** From the signature until the centre has said that a record is complete, its scans included. */
  push: number[]
  announce: number[]
  chunk: number[]
  /** A connection, a greeting and a question for news, as every office asks each minute. */
  news: number[]
}

/** An office without a store: the calls that a real one makes, in the same order and size. */
export interface LightOffice {
  /** Sends records that were signed for at once, with scans of these lengths. */
  sign(records: readonly ApplicationRecord[], scans: readonly (readonly Buffer[])[]): Promise<void>
  askForNews(): Promise<void>
}

/** The longest part that an office sends (main/sync/chunk-size.ts). */
const chunkBytes = 256 * 1024

export const createScans = (lengths: readonly number[]): Buffer[] => lengths.map(jpegLike)

export function createLightOffice(settings: CentreSettings, timings: Timings): LightOffice {
  const device = newId()
  const pull: PullRequest = {
    device,
    sessionToken: newId(),
    confirmedToken: '',
    after: 0,
    lastId: '',
    limit: 200,
  }
  let sequence = 0
  /** One run at a time, as in an office. */
  let turn: Promise<void> = Promise.resolve()

  function operationOf(record: ApplicationRecord): Operation {
    sequence += 1
    const payload = JSON.stringify(record)
    return { id: newId(), application: record.id, device, sequence, payload, payloadHash: sha256(payload) }
  }

  async function measured<Result>(into: number[], act: () => Promise<Result>): Promise<Result> {
    const began = performance.now()
    const result = await act()
    into.push(performance.now() - began)
    return result
  }

  async function greet(): Promise<CentralClient> {
    const line = await connectToCentral(settings)
    await line.hello(device, new Date())
    const { changes } = await line.pull(pull)
    pull.confirmedToken = pull.sessionToken
    const last = changes.at(-1)
    if (last !== undefined) Object.assign(pull, { after: last.position, lastId: last.id })
    return line
  }

  async function sendScan(line: CentralClient, bytes: Buffer): Promise<void> {
    const scan = sha256(bytes)
    for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
      const part = bytes.subarray(offset, offset + chunkBytes)
      await measured(timings.chunk, () => line.uploadParts([{ scan, offset, bytes: part }]))
    }
  }

  function inTurn(act: () => Promise<void>): Promise<void> {
    turn = turn.then(act)
    return turn
  }

  return {
    sign(records, scans) {
      const signed = performance.now()
      return inTurn(async () => {
        const line = await greet()
        const verdicts = await measured(timings.announce, () => line.submitBatch(records.map(operationOf)))
        // `already`: a deadlock among several records let the line send them once more.
        for (const { verdict } of verdicts) {
          if (verdict !== 'applied' && verdict !== 'already')
            throw new Error(`the centre answered ${verdict} to a new record`)
        }
        for (const ofRecord of scans) {
          for (const bytes of ofRecord) await sendScan(line, bytes)
          timings.push.push(performance.now() - signed)
        }
        await line.close()
      })
    },
    askForNews: () =>
      inTurn(() =>
        measured(timings.news, async () => {
          const line = await greet()
          await line.close()
        }),
      ),
  }
}
