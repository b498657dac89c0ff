import { z } from 'zod'

/** What a computer says of itself and of how far it has come, when it asks for changes. */
export interface PullRequest {
  device: string
  /** The mark of this start of the program, and the one that the centre last confirmed. */
  mark: string
  formerMark: string
  /** The last change that was applied here: its position (0 for none) and id (empty for none). */
  after: number
  lastId: string
  /** At most so many changes. */
  limit: number
}

/** Something that the centre tells an office. */
export interface Change {
  /** Its place in the office's feed, from 1; seen in this order and without a gap. */
  position: number
  id: string
  kind: string
  /** JSON, with a `version` of its kind. */
  payload: string
  /** UTC, ISO 8601. */
  at: string
}

export interface PullAnswer {
  /** Another computer works with a copy of this one's store: nothing is told until this one has a new identity. */
  copied: boolean
  /** The centre was put back from a backup and tells everything again; what was applied is known by its id. */
  rewound: boolean
  /** What came right after the last change here is no longer kept. */
  gap: boolean
  changes: Change[]
}

const flag = z.int().transform(Boolean)

/** What `loket_pull` answers. */
export const Pulled = z
  .tuple([
    z.tuple([z.object({ copied: flag, rewound: flag, gap: flag })]),
    z.array(
      z.object({
        position: z.int(),
        id: z.string(),
        kind: z.string(),
        payload: z.string(),
        at: z.string(),
      }),
    ),
    z.unknown(),
  ])
  .transform(([[state], changes]): PullAnswer => ({ ...state, changes }))

export const pullStatement = 'CALL loket_pull(?, ?, ?, ?, ?, ?)'

export const pullValues = (request: PullRequest): (string | number)[] => [
  request.device,
  request.formerMark,
  request.mark,
  request.after,
  request.lastId,
  request.limit,
]
