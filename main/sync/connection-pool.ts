import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'

export type Connect = (settings: CentreSettings) => Promise<CentralClient>

/** The open connections of one run; an abort closes all of them and ends every attempt to open one. */
export class ConnectionPool {
  readonly #connect: Connect
  readonly #settings: CentreSettings
  readonly #signal: AbortSignal
  readonly #clients = new Set<CentralClient>()
  readonly #aborted: Promise<undefined>

  constructor(connect: Connect, settings: CentreSettings, signal: AbortSignal) {
    this.#connect = connect
    this.#settings = settings
    this.#signal = signal
    signal.addEventListener('abort', this.#closeAll, { once: true })
    this.#aborted = new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true })
    })
  }

  /** Opens one more connection. Throws `centre-unreachable` after an abort, and what `connect` throws. */
  async open(): Promise<CentralClient> {
    const opening = this.#connect(this.#settings)
    const client = await Promise.race([opening, this.#aborted])
    if (client === undefined) {
      // An abort does not wait for a server that does not answer.
      void opening.then(
        (late) => late.close(),
        () => undefined,
      )
      throw new Problem('centre-unreachable')
    }
    this.#clients.add(client)
    return client
  }

  async close(client: CentralClient | undefined): Promise<void> {
    if (client === undefined) return
    this.#clients.delete(client)
    await client.close()
  }

  /** Closes what is still open, without waiting for it, and stops listening for the abort. */
  dispose(): void {
    this.#signal.removeEventListener('abort', this.#closeAll)
    this.#closeAll()
  }

  readonly #closeAll = (): void => {
    for (const client of this.#clients) void client.close()
  }
}
