import type { Timeouts } from '../../main/workers/queue/job-queue.ts'

/** For tests that are not about a page that takes too long: on a busy machine none does. */
export const endlessTimeouts: Timeouts = { page: 600_000, idle: 600_000 }
