import type { CentralClient } from '../central/central-client.ts'
import type { Change, PullAnswer } from '../central/pull.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newDevice } from '../store/device.ts'
import { newId } from '../store/identifiers.ts'
import { changeDevice, getOffice } from '../store/office.ts'
import { type Store, storeProblem, transact } from '../store/store.ts'
import type { ChangeHandler } from './change-handler.ts'
import { createFeedTable } from './feed-table.ts'

/** The centre's change feed for this office, pulled with a cursor. */
export interface Feed {
  /**
   * Pulls all changes that the centre has for this office. Each is applied once, in the transaction that
   * moves the cursor past it; a change that this program does not know is kept and applied after an upgrade.
   * Answers how many were applied. One round trip where there is nothing new.
   */
  pull(client: CentralClient): Promise<number>
}

export interface FeedDependencies {
  store: Store
  clock: Clock
  handlers: readonly ChangeHandler[]
  /** Called with unexpected errors of a handler; its change is kept, like an unknown one. */
  report: (error: unknown) => void
  /** Changes in one answer at most. */
  pageSize?: number
}

export function createFeed({ store, clock, handlers, report, pageSize = 200 }: FeedDependencies): Feed {
  const table = createFeedTable(store)
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]))
  let isFirstPull = true

  /** Applies a change where it is known; a handler that fails leaves nothing behind. */
  function apply({ id, kind, payload }: Change): boolean {
    const handler = byKind.get(kind)
    if (handler === undefined) return false
    try {
      const took = store.transaction(() => handler.handle(JSON.parse(payload)))()
      if (took) table.markApplied(id, moment(clock))
      return took
    } catch (error) {
      // A full disk is not the change's error.
      if (storeProblem(error) !== undefined) throw error
      report(error)
      return false
    }
  }

  const applyAll = (changes: readonly Change[]): number => changes.filter(apply).length

  /**
   * Chooses a new token for this start, once the centre has seen the last one, and applies the kept changes,
   * which a newer program may know.
   */
  function startFeed(): number {
    isFirstPull = false
    return transact(store, () => {
      table.ensureRow()
      const { sessionToken, confirmedToken } = table.state()
      if (sessionToken === confirmedToken) table.setSessionToken(newId())
      return applyAll(table.findDeferred())
    })
  }

  /**
   * Another computer uses a copy of this store: gives this one a new device id, so that no registration
   * number and no operation number is given out twice.
   */
  async function adoptNewDevice(client: CentralClient): Promise<void> {
    const device = newDevice(getOffice(store).device)
    transact(store, () => {
      changeDevice(store, device)
      table.recordCopied(moment(clock))
      table.setSessionToken(newId())
    })
    await client.hello(device.deviceId, clock())
  }

  function storeChanges({ rewound, gap, changes }: PullAnswer): number {
    return transact(store, () => {
      table.confirmToken()
      if (gap) table.recordGap(moment(clock))
      const last = changes.at(-1)
      if (last !== undefined) table.moveCursor(last.position, last.id)
      else if (rewound) table.moveCursor(0, '')
      return applyAll(changes.filter(table.insert))
    })
  }

  return {
    async pull(client) {
      let applied = isFirstPull ? startFeed() : 0
      for (;;) {
        const { device, position, lastId, sessionToken, confirmedToken } = table.state()
        const answer = await client.pull({
          device,
          sessionToken,
          confirmedToken,
          after: position,
          lastId,
          limit: pageSize,
        })
        if (answer.copied) {
          await adoptNewDevice(client)
          continue
        }
        // Most answers have nothing new, and then nothing is written.
        const isNews =
          answer.changes.length > 0 || answer.rewound || answer.gap || sessionToken !== confirmedToken
        if (isNews) applied += storeChanges(answer)
        if (answer.changes.length < pageSize) return applied
      }
    },
  }
}
