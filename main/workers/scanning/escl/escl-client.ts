import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../../../../shared/problems.ts'
import type { PaperSource } from '../../../../shared/scanning.ts'
import { type EsclCapabilities, parseEsclCapabilities, parseEsclStatus, statusProblem } from './documents.ts'
import { type EsclAnswer, type EsclRequest, type EsclTarget, exchange } from './exchange.ts'

/** Timeouts in milliseconds. */
export interface EsclTimeouts {
  /** For a response without a page. */
  answer: number
  /** Until a page begins: the lamp warms up, the carriage returns. */
  page: number
  /** While the scanner is busy. */
  busy: number
  /** Until a busy scanner is asked again, unless it sends Retry-After. */
  pause: number
}

export const defaultTimeouts: EsclTimeouts = { answer: 8_000, page: 60_000, busy: 20_000, pause: 1_000 }

/** The requests to a scanner that every task needs. */
export class EsclClient {
  readonly #timeouts: EsclTimeouts

  constructor(timeouts: EsclTimeouts) {
    this.#timeouts = timeouts
  }

  send(target: EsclTarget, request: Omit<EsclRequest, 'timeout'>): Promise<EsclAnswer> {
    return exchange(target, { ...request, timeout: this.#timeouts.answer })
  }

  async getText(target: EsclTarget, name: string, signal: AbortSignal): Promise<EsclAnswer> {
    const path = `${target.base.pathname}/${name}`
    const answer = await this.send(target, { method: 'GET', path, signal })
    if (answer.status === 503) throw new Problem('scanner-busy')
    if (answer.status !== 200) throw new Problem('scanner-fault')
    return answer
  }

  async getCapabilities(target: EsclTarget, signal: AbortSignal): Promise<EsclCapabilities> {
    const { body } = await this.getText(target, 'ScannerCapabilities', signal)
    return parseEsclCapabilities(body.toString())
  }

  /** Why the scanner cannot scan from this source now, by its status. */
  async findProblem(
    target: EsclTarget,
    source: PaperSource,
    signal: AbortSignal,
  ): Promise<Problem | undefined> {
    const { body } = await this.getText(target, 'ScannerStatus', signal)
    return statusProblem(parseEsclStatus(body.toString()), source)
  }

  /** Repeats a request while the scanner is busy; throws `scanner-busy` after `limit` milliseconds. */
  async retryWhileBusy(
    limit: number,
    signal: AbortSignal,
    request: () => Promise<EsclAnswer>,
  ): Promise<EsclAnswer> {
    const end = performance.now() + limit
    for (;;) {
      const answer = await request()
      if (answer.status !== 503) return answer
      const pause = Number(answer.headers['retry-after']) * 1000 || this.#timeouts.pause
      if (performance.now() + pause > end) throw new Problem('scanner-busy')
      // An aborted sleep rejects with its own error: what is thrown is the signal's reason.
      await sleep(pause, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}
