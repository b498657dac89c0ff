import path from 'node:path'
import type { CallResult } from '../../shared/contract/contract.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { Problem } from '../../shared/problems.ts'
import { type Clock, systemClock } from '../store/clock.ts'
import { createImaging } from '../workers/imaging/client.ts'
import { createOcr } from '../workers/ocr/client.ts'
import type { StartProcess, Timeouts } from '../workers/queue/job-queue.ts'
import { createActiveOffice } from './active-office.ts'
import { createDispatcher } from './dispatcher.ts'
import { createHandlers } from './handlers/handlers.ts'
import { createLog } from './log.ts'

/**
 * Everything that is not the screen, put together: the one door is `call`, and what a host adds is a window.
 */
export interface Core {
  /** Makes a call of the contract on behalf of a window or browser connection. Never throws. */
  call(connection: string, name: string, input: unknown): Promise<CallResult<unknown>>
  /**
   * A page's picture for a connection on which somebody is signed in (and the access log knows of it), or
   * undefined. Sizes are `thumbnail`, and `original` for the picture that the page was cut out of.
   */
  readScan(connection: string, pageId: string, size: string | null): Promise<ScanPicture | undefined>
  /** Tells the listener what changed, until the function it gives is called. */
  onEvent(listener: (event: CoreEvent) => void): () => void
  close(): Promise<void>
}

export interface ScanPicture {
  bytes: Uint8Array
  mediaType: string
}

export interface CoreDependencies {
  /** Where the office's data lies; made if it is not there. */
  folder: string
  startImaging: StartProcess
  startOcr: StartProcess
  startScanning: StartProcess
  /** With pictures and their reading, where it is to be another than usual. */
  timeouts?: Timeouts
  /** Another build of the SQLite addon, for a runtime that cannot load the packaged one. */
  nativeBinding?: string | undefined
  host: 'desktop' | 'browser'
  version: string
  clock?: Clock
}

export function createCore(dependencies: CoreDependencies): Core {
  const { folder, nativeBinding, timeouts, clock = systemClock } = dependencies
  const log = createLog(path.join(folder, 'log'))
  const listeners = new Set<(event: CoreEvent) => void>()
  const emit = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const imaging = createImaging(dependencies.startImaging, timeouts)
  // Training draws cards in a process of its own, beside the one that takes them in.
  const drawing = createImaging(dependencies.startImaging, timeouts)
  const ocr = createOcr(dependencies.startOcr, timeouts)
  const activeOffice = createActiveOffice({
    folder,
    imaging,
    ocr,
    startScanning: dependencies.startScanning,
    clock,
    nativeBinding,
    emit,
    report: (error, where) => log.unexpected('', where, error),
  })
  const dispatch = createDispatcher({
    handlers: createHandlers({
      activeOffice,
      clock,
      drawCard: drawing.drawSpecimen,
      emit,
      host: dependencies.host,
      version: dependencies.version,
    }),
    findUser: activeOffice.findUser,
    logAccess: (actor, action, subject) => activeOffice.services().journal.access(actor, action, subject),
    logUnexpected: log.unexpected,
    checkOutputs: process.env.NODE_ENV === 'test',
  })
  log.event('start', { version: dependencies.version, host: dependencies.host })

  return {
    call: dispatch,
    async readScan(connection, pageId, size) {
      const user = activeOffice.findUser(connection, false)
      if (!user) return undefined
      try {
        const { documents, journal } = activeOffice.services()
        const wanted = size === 'thumbnail' || size === 'original' ? size : 'page'
        const { bytes, mediaType, applicationId } = await documents.readScan(pageId, wanted)
        // A thumbnail only shows that there is a page; what can be read on the page itself is a look at data.
        if (wanted !== 'thumbnail') journal.access(user.id, 'scan', applicationId)
        return { bytes, mediaType }
      } catch (error) {
        // A page that is gone is shown as gone; what nobody foresaw is also written down.
        if (!(error instanceof Problem)) log.unexpected('', 'scan', error)
        return undefined
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await activeOffice.close()
      imaging.stop()
      ocr.stop()
      drawing.stop()
      log.event('stop')
    },
  }
}
