import { setTimeout as pause } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { z } from 'zod'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import { centreProblem, isPassing } from './driver-problem.ts'
import { openSocket, tlsOptions, within } from './socket.ts'

/** The version of the procedures (resources/sql/central) that this program speaks. */
const procedureVersion = 1

/** An operation as the outbox holds it. */
export interface Operation {
  id: string
  /** This computer, and the operation's number on it. */
  device: string
  sequence: number
  /** JSON of shared/record.ts, and its SHA-256 in hex. */
  payload: string
  payloadHash: string
}

/**
 * What the centre answers to an operation: taken now, taken before, or refused for the reason that `refusal`
 * names. `complete`: all its scans are there; `missing`: those that are not, and how many bytes of each are.
 */
export interface Verdict {
  verdict: 'applied' | 'already' | 'refused'
  /** A code as `area-foreign`; empty unless refused. */
  refusal: string
  complete: boolean
  missing: { hash: string; held: number }[]
}

/** A piece of a scan: its bytes from the offset `beginsAt` on. */
export interface Piece {
  scan: string
  beginsAt: number
  bytes: Uint8Array
}

/**
 * What the centre answers to a piece: it holds `held` bytes (go on from there), the scan is `complete`, the bytes
 * were not the scan's (`reset`: begin anew), or no record names the scan (`unknown`).
 */
export interface PieceAnswer {
  scan: string
  answer: 'held' | 'complete' | 'reset' | 'unknown'
  held: number
}

export interface PiecesAnswer {
  pieces: PieceAnswer[]
  /** Operations whose records are complete with these scans. */
  completed: string[]
}

/**
 * One connection to the centre as an office. Every method throws a Problem: `centre-unreachable` says that the
 * line is gone and must be opened anew, any other that the centre has answered.
 */
export interface CentreLine {
  /**
   * Says which computer this is (null: none, only trying) and what time it has. Answers the code of the office
   * that the account belongs to, and the server's own version.
   */
  hello(device: string | null, now: Date): Promise<{ office: string; server: string }>
  submit(operation: Operation): Promise<Verdict>
  /** Pieces of different scans, taken together or not at all. */
  putPieces(pieces: readonly Piece[]): Promise<PiecesAnswer>
  close(): Promise<void>
}

/** Milliseconds until a line counts as dead: while it is opened, and while an answer is awaited. */
export interface LineLimits {
  open: number
  answer: number
}

export const lineLimits: LineLimits = { open: 10_000, answer: 30_000 }

/** What a procedure answers: its results in order, then a status of the driver's. */
const Hello = z.tuple([
  z.tuple([z.object({ office: z.string(), version: z.int(), server: z.string() })]),
  z.unknown(),
])
const Submitted = z.tuple([
  z.tuple([
    z.object({
      verdict: z.enum(['applied', 'already', 'refused']),
      refusal: z.string(),
      complete: z.int().transform(Boolean),
    }),
  ]),
  z.array(z.object({ hash: z.string(), held: z.int() })),
  z.unknown(),
])
const Put = z.tuple([
  z.tuple([
    z.object({
      pieces: fromJson(
        z.array(z.tuple([z.string(), z.enum(['held', 'complete', 'reset', 'unknown']), z.int()])),
      ),
      completed: fromJson(z.array(z.string())),
    }),
  ]),
  z.unknown(),
])

/** MariaDB hands JSON over as text, MySQL as what it says. */
function fromJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema)
}

/**
 * Opens a line: TLS with the centre's certificate checked against the office's authority and the host's name.
 * Throws the problems centre-unreachable, centre-certificate, centre-refused-account, centre-outdated (another
 * schema) and centre-fault.
 */
export async function openLine(
  settings: CentreSettings,
  limits: LineLimits = lineLimits,
): Promise<CentreLine> {
  const { host, port, user, password, database, certificateAuthority } = settings
  const socket = openSocket(host, port)
  const opening = createConnection({
    ...{ host, port, user, password, database, ssl: tlsOptions(certificateAuthority) },
    connectTimeout: limits.open,
    stream: () => socket,
  })
  const connection = await within(limits.open, socket, opening).catch((error: unknown) => {
    socket.destroy()
    throw centreProblem(error)
  })
  // A cut between two statements is met by the next statement.
  connection.on('error', () => socket.destroy())

  async function call<Schema extends z.ZodType>(
    schema: Schema,
    sql: string,
    values: (string | number | Buffer | null)[],
  ): Promise<z.output<Schema>> {
    for (let attempt = 1; ; attempt++) {
      try {
        const [answer] = await within(limits.answer, socket, connection.execute(sql, values))
        const parsed = schema.safeParse(answer)
        if (!parsed.success) throw new Problem('centre-outdated', {}, { cause: parsed.error })
        return parsed.data
      } catch (error) {
        const problem = centreProblem(error)
        if (problem.code === 'centre-unreachable') socket.destroy()
        if (!isPassing(error) || attempt === 5) throw problem
        await pause(10 * attempt + Math.random() * 40)
      }
    }
  }

  return {
    async hello(device, now) {
      const [[{ office, version, server }]] = await call(Hello, 'CALL loket_hello(?, ?)', [
        device,
        now.toISOString().replace('T', ' ').replace('Z', ''),
      ])
      if (version !== procedureVersion) throw new Problem('centre-outdated')
      return { office, server }
    },
    async submit({ id, device, sequence, payload, payloadHash }) {
      const values = [id, device, sequence, payloadHash, payload]
      const [[verdict], missing] = await call(
        Submitted,
        'CALL loket_submit(?, ?, ?, ?, LENGTH(@loket_payload := ?))',
        values,
      )
      return { ...verdict, missing }
    },
    async putPieces(pieces) {
      const ordered = pieces.toSorted((one, other) => (one.scan < other.scan ? -1 : 1))
      let from = 0
      const table = ordered.map(({ scan, beginsAt, bytes: { length } }) => {
        from += length
        return [scan, beginsAt, from - length, length]
      })
      const values = [JSON.stringify(table), Buffer.concat(ordered.map(({ bytes }) => bytes))]
      const [[answer]] = await call(Put, 'CALL loket_put_pieces(?, LENGTH(@loket_bytes := ?))', values)
      const answers = answer.pieces.map(([scan, answered, held]) => ({ scan, answer: answered, held }))
      return { pieces: answers, completed: answer.completed }
    },
    async close() {
      await within(1_000, socket, connection.end()).catch(() => {})
      socket.destroy()
    },
  }
}

/** Opens a line, is answered, and closes it; says by which server version and in how many milliseconds. */
export async function tryCentre(
  settings: CentreSettings,
): Promise<{ version: string; milliseconds: number }> {
  const start = performance.now()
  const line = await openLine(settings)
  try {
    const { server } = await line.hello(null, new Date())
    return { version: server, milliseconds: Math.round(performance.now() - start) }
  } finally {
    await line.close()
  }
}
