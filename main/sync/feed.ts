import type { CentralClient } from '../central/central-client.ts'
import type { Change, PullAnswer } from '../central/pull.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newDevice } from '../store/device.ts'
import { newId } from '../store/identifiers.ts'
import { changeDevice, getOffice } from '../store/office.ts'
import { type Store, storeProblem, transact } from '../store/store.ts'
import type { ChangeHandler } from './change-handler.ts'
import { createFeedTable } from './feed-table.ts'

/** What the centre has to tell, taken in on the lines that a synchronisation opens. */
export interface Feed {
  /**
   * Takes in everything that the centre has for this office: each change has effect once, in the transaction that
   * moves the cursor past it; what this program does not know is kept and applied after an upgrade. Answers how many
   * took effect. One round trip where there is nothing new.
   */
  pull(line: CentralClient): Promise<number>
}

export interface FeedDependencies {
  store: Store
  clock: Clock
  handlers: readonly ChangeHandler[]
  /** Told of what a handler ran into; its change is kept, like one that is not known. */
  report: (error: unknown) => void
  /** Changes in one answer. */
  page?: number
}

export function createFeed({ store, clock, handlers, report, page = 200 }: FeedDependencies): Feed {
  const table = createFeedTable(store)
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]))
  let isFirstPull = true

  /** Applies a change where it is known; a handler that fails leaves nothing behind. */
  function apply({ id, kind, payload }: Change): boolean {
    const handler = byKind.get(kind)
    if (handler === undefined) return false
    try {
      const took = store.transaction(() => handler.take(JSON.parse(payload)))()
      if (took) table.applied(id, moment(clock))
      return took
    } catch (error) {
      // A full disk is no fault of the change.
      if (storeProblem(error) !== undefined) throw error
      report(error)
      return false
    }
  }

  const applyAll = (changes: readonly Change[]): number => changes.filter(apply).length

  /**
   * Shows the centre another mark than the last start did, once that one has been seen there; and offers what was
   * kept to this program, which may be a newer one.
   */
  function begin(): number {
    isFirstPull = false
    return transact(store, () => {
      table.begin()
      const { mark, confirmedMark } = table.state()
      if (mark === confirmedMark) table.mark(newId())
      return applyAll(table.deferred())
    })
  }

  /**
   * Another computer works with the same store, copied or put back from a copy: from now on this one is a computer
   * of its own, so that neither registration numbers nor operation numbers are given out twice.
   */
  async function becomeAnother(line: CentralClient): Promise<void> {
    const device = newDevice(getOffice(store).device)
    transact(store, () => {
      changeDevice(store, device)
      table.copied(moment(clock))
      table.mark(newId())
    })
    await line.hello(device.deviceId, clock())
  }

  function takeIn({ rewound, gap, changes }: PullAnswer): number {
    return transact(store, () => {
      table.confirm()
      if (gap) table.gap(moment(clock))
      const last = changes.at(-1)
      if (last !== undefined) table.move(last.position, last.id)
      else if (rewound) table.move(0, '')
      return applyAll(changes.filter(table.keep))
    })
  }

  return {
    async pull(line) {
      let applied = isFirstPull ? begin() : 0
      for (;;) {
        const { device, position, lastId, mark, confirmedMark } = table.state()
        const answer = await line.pull({
          ...{ device, mark, formerMark: confirmedMark, after: position, lastId, limit: page },
        })
        if (answer.copied) {
          await becomeAnother(line)
          continue
        }
        // Most answers say nothing new, and then nothing is written.
        const isNews = answer.changes.length > 0 || answer.rewound || answer.gap || mark !== confirmedMark
        if (isNews) applied += takeIn(answer)
        if (answer.changes.length < page) return applied
      }
    },
  }
}
