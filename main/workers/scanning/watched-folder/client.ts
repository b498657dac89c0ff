import { isDeepStrictEqual } from 'node:util'
import { Problem, type ProblemValue } from '../../../../shared/problems.ts'
import type { JobProcess, StartProcess } from '../../queue/job-queue.ts'
import type { Task } from '../messages.ts'
import { FolderNews, type FolderRequest, type Leaving, type SettledFile } from './messages.ts'
import type { FolderFiles } from './our-files.ts'

/** What the watched folder holds now. */
export interface FolderState {
  /** Files that are done with and have not been taken. */
  files: readonly SettledFile[]
  /** Why the folder cannot be read now; it mends itself. */
  problem: ProblemValue | null
}

/** A folder that is watched in a process of its own, because a network drive that goes away hangs who looks at it. */
export interface FolderWatch {
  state(): FolderState
  /** Throws `waiting-file-gone`, `file-too-large`, `folder-gone`. */
  read(id: string): Promise<Uint8Array>
  /**
   * Takes a file out of the list for good; it is moved or removed now, or as soon as that is possible. To be called
   * when its pages are stored: a file that is read but not put away is there again after a crash.
   */
  putAway(id: string, leaving: Leaving): void
  /**
   * Leaves a file of ours in another folder, whole from the moment it has its name. Throws `folder-gone`,
   * `folder-denied`, `disk-full`.
   */
  leave(folder: string, name: string, bytes: Uint8Array): Promise<void>
  stop(): void
}

export interface FolderWatchDependencies {
  startProcess: StartProcess
  folder: string
  /** What it is watched for; pages where nothing is said. */
  files?: FolderFiles
  /** Called when `state` gives something new. */
  onChange: () => void
  /** Milliseconds without a word after which the process is given up, and before another is started. */
  patience?: { silence: number; pause: number }
}

interface Reading {
  resolve(bytes: Uint8Array): void
  reject(problem: Problem): void
}

interface LeavingFile {
  resolve(): void
  reject(problem: Problem): void
}

export function createFolderWatch(dependencies: FolderWatchDependencies): FolderWatch {
  const {
    startProcess,
    folder,
    files = 'pages',
    onChange,
    patience = { silence: 30_000, pause: 3_000 },
  } = dependencies
  let state: FolderState = { files: [], problem: null }
  const putAways = new Map<string, Leaving>()
  const readings = new Map<string, Reading[]>()
  const leavings = new Map<string, LeavingFile>()
  let running: JobProcess | undefined
  let silence: NodeJS.Timeout | undefined
  let restart: NodeJS.Timeout | undefined
  let stopped = false

  function start(): void {
    const started = startProcess()
    running = started
    started.onMessage((message) => {
      if (stopped) return
      const news = FolderNews.safeParse(message).data
      if (news) receive(news)
      else started.kill()
      listen(started)
    })
    // One that does not even die of being killed hangs in the drive; another one would too.
    started.onExit(() => {
      if (running !== started || stopped) return
      running = undefined
      clearTimeout(silence)
      lose()
      restart = setTimeout(start, patience.pause)
    })
    started.post({ task: 'watch', folder, files } satisfies Task)
    listen(started)
  }

  function listen(started: JobProcess): void {
    clearTimeout(silence)
    silence = setTimeout(() => {
      lose()
      started.kill()
    }, patience.silence)
  }

  /** Nothing is known of the folder now. */
  function lose(): void {
    const problem = new Problem('folder-gone')
    refuseReadings(problem)
    change({ files: [], problem: problem.toValue() })
  }

  function refuseReadings(problem: Problem): void {
    for (const waiting of readings.values()) for (const { reject } of waiting) reject(problem)
    readings.clear()
    for (const { reject } of leavings.values()) reject(problem)
    leavings.clear()
  }

  function receive(news: FolderNews): void {
    if (news.news === 'files') {
      // What was taken and is still there is asked for again: a moment ago somebody may have held it open.
      for (const { id } of news.files) ask(putAwayOf(id))
      if (news.problem === null) forgetAllBut(new Set(news.files.map(({ id }) => id)))
      change({ files: news.files.filter(({ id }) => !putAways.has(id)), problem: news.problem })
      return
    }
    if (news.news === 'left') {
      const leaving = leavings.get(news.name)
      leavings.delete(news.name)
      if (news.problem === null) leaving?.resolve()
      else leaving?.reject(new Problem(news.problem.code, news.problem.data))
      return
    }
    const waiting = readings.get(news.id) ?? []
    readings.delete(news.id)
    for (const { resolve, reject } of waiting) {
      if (news.news === 'content') resolve(news.bytes)
      else reject(new Problem(news.problem.code, news.problem.data))
    }
  }

  function forgetAllBut(present: ReadonlySet<string>): void {
    for (const id of [...putAways.keys()]) if (!present.has(id)) putAways.delete(id)
  }

  const putAwayOf = (id: string): FolderRequest | undefined => {
    const leaving = putAways.get(id)
    return leaving && { ask: 'put-away', id, leaving }
  }

  function ask(request: FolderRequest | undefined): void {
    if (request) running?.post(request)
  }

  function change(next: FolderState): void {
    if (isDeepStrictEqual(state, next)) return
    state = next
    onChange()
  }

  start()
  return {
    state: () => state,
    read(id) {
      return new Promise((resolve, reject) => {
        if (!running) return reject(new Problem('folder-gone'))
        readings.set(id, [...(readings.get(id) ?? []), { resolve, reject }])
        ask({ ask: 'read', id })
      })
    },
    putAway(id, leaving) {
      putAways.set(id, leaving)
      ask(putAwayOf(id))
      change({ ...state, files: state.files.filter((file) => file.id !== id) })
    },
    leave(into, name, bytes) {
      return new Promise((resolve, reject) => {
        if (!running) return reject(new Problem('folder-gone'))
        leavings.set(name, { resolve, reject })
        ask({ ask: 'leave', folder: into, name, bytes })
      })
    },
    stop() {
      stopped = true
      clearTimeout(silence)
      clearTimeout(restart)
      running?.kill()
      refuseReadings(new Problem('folder-gone'))
    },
  }
}
