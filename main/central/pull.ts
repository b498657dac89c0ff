import { z } from 'zod'

/** A request for changes: the computer's identity and its cursor. */
export interface PullRequest {
  device: string
  /**
   * The token of this start of the program, and the one that the centre last confirmed: they betray a copied
   * store.
   */
  sessionToken: string
  confirmedToken: string
  /** The last change that was applied here: its position (0 for none) and id (empty for none). */
  after: number
  lastId: string
  /** At most so many changes. */
  limit: number
}

/** A change for an office. */
export interface Change {
  /** Its number in the office's feed, from 1, without a gap. */
  position: number
  id: string
  kind: string
  /** JSON, with a `version` of its kind. */
  payload: string
  /** UTC, ISO 8601. */
  at: string
}

export interface PullAnswer {
  /** Another computer uses a copy of this store: no changes are sent until this one has a new device id. */
  copied: boolean
  /**
   * The centre was restored from a backup and sends everything again; applied changes are known by their id.
   */
  rewound: boolean
  /** The changes right after the cursor are no longer stored at the centre. */
  gap: boolean
  changes: Change[]
}

const flag = z.int().transform(Boolean)

/** What `loket_pull` answers. */
export const PullResult = z
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
  request.confirmedToken,
  request.sessionToken,
  request.after,
  request.lastId,
  request.limit,
]
