import { setTimeout as pause } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { z } from 'zod'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import { DirectoryResult, type DirectoryStatement, type EnrolmentVerdict, EnrolResult } from './directory.ts'
import { isTransient, mapDriverError } from './map-driver-error.ts'
import { type PullAnswer, type PullRequest, PullResult, pullStatement, pullValues } from './pull.ts'
import {
  announceStatement,
  announceValues,
  type IncomingRelayPacket,
  type OutgoingRelayPacket,
  PacketBytesResult,
  PacketListResult,
} from './relay-queries.ts'
import { connectWithFailover } from './servers.ts'
import { type ConnectionTimeouts, connectionTimeouts, withInactivityTimeout } from './socket.ts'

/** The version of the procedures (resources/sql/central) that this program calls. */
const procedureVersion = 2

/** An operation as the outbox holds it. */
export interface Operation {
  id: string
  /** The application that it changes. */
  application: string
  /** This computer, and the operation's number on it. */
  device: string
  sequence: number
  /** JSON: a record (shared/record.ts), or what its `type` says it is; and its SHA-256 in hex. */
  payload: string
  payloadHash: string
}

/**
 * What the centre answers to an operation: taken now, taken before, refused for the reason that `refusal`
 * names, or to be sent again later, after what it is about. `complete`: all its scans are there; `missing`:
 * those that are not, and how many bytes of each are.
 */
export interface Verdict {
  verdict: 'applied' | 'already' | 'refused' | 'later'
  /** A code as `area-foreign`; empty unless refused. */
  refusal: string
  complete: boolean
  missing: { hash: string; received: number }[]
}

export interface HelloAnswer {
  office: string
  server: string
  directory: number
  newest: number | undefined
}

/** A part of a scan: its bytes from the offset `offset` on. */
export interface Part {
  scan: string
  offset: number
  bytes: Uint8Array
}

/**
 * What the centre answers to a part: it holds `received` bytes (go on from there), the scan is `complete`,
 * the bytes were not the scan's (`reset`: start again), or no record names the scan (`unknown`).
 */
export interface PartAnswer {
  scan: string
  answer: 'received' | 'complete' | 'reset' | 'unknown'
  received: number
}

export interface UploadAnswer {
  parts: PartAnswer[]
  /** Operations whose records are complete with these scans. */
  completed: string[]
}

/**
 * One connection to the centre as an office. Every method throws a Problem: after `centre-unreachable` the
 * connection is lost and must be opened again; any other problem is an answer of the centre.
 */
export interface CentralClient {
  /**
   * Identifies this computer (null: only a test) and its clock. Answers the code of the office that the
   * account belongs to, the server's version, the position of the directory's last statement, and the highest
   * number of an operation of this office that the centre has (undefined at an older centre).
   */
  hello(device: string | null, now: Date): Promise<HelloAnswer>
  /** Publishes the office's own keys in the directory: JSON of DirectoryEntry. */
  enrol(entry: string): Promise<EnrolmentVerdict>
  /** The next statements of the directory after this position. */
  readDirectory(after: number): Promise<DirectoryStatement[]>
  submit(operation: Operation): Promise<Verdict>
  /**
   * Operations of one computer, in the order of their numbers; answers a verdict on each, in the same order.
   */
  submitBatch(operations: readonly Operation[]): Promise<Verdict[]>
  /** Parts of different scans, taken together or not at all. */
  uploadParts(parts: readonly Part[]): Promise<UploadAnswer>
  /** The next changes for this office after the cursor. */
  pull(request: PullRequest): Promise<PullAnswer>
  /** Announces a packet to the relay; once all its bytes are there, this posts it to its receiver. */
  announcePacket(packet: OutgoingRelayPacket): Promise<Verdict>
  /** The first packets in the relay for this office, oldest first. */
  listPackets(): Promise<IncomingRelayPacket[]>
  /** At most `length` bytes of a packet for this office; undefined where it is not there any more. */
  readPacket(id: string, offset: number, length: number): Promise<Uint8Array | undefined>
  /** Acknowledges packets that are stored here; the relay deletes them. */
  acknowledgePackets(ids: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** The answer of a procedure: its result sets in order, then the driver's status. */
const HelloResult = z.tuple([
  z.tuple([
    z.object({
      office: z.string(),
      version: z.int(),
      server: z.string(),
      directory: z.int().default(0),
      newest: z.int().optional(),
    }),
  ]),
  z.unknown(),
])
const SubmitResult = z.tuple([
  z.tuple([
    z.object({
      verdict: z.enum(['applied', 'already', 'refused']),
      refusal: z.string(),
      complete: z.int().transform(Boolean),
    }),
  ]),
  z.array(z.object({ hash: z.string(), received: z.int() })),
  z.unknown(),
])
const SubmitBatchResult = z.tuple([
  z.array(
    z.object({
      verdict: z.enum(['applied', 'already', 'refused', 'later']),
      refusal: z.string(),
      complete: z.int().transform(Boolean),
    }),
  ),
  z.array(z.object({ number: z.int(), hash: z.string(), received: z.int() })),
  z.unknown(),
])
const Uploaded = z.tuple([
  z.tuple([
    z.object({
      parts: fromJson(
        z.array(z.tuple([z.string(), z.enum(['received', 'complete', 'reset', 'unknown']), z.int()])),
      ),
      completed: fromJson(z.array(z.string())),
    }),
  ]),
  z.unknown(),
])

type Value = string | number | null

/** MariaDB returns JSON as text, MySQL as a parsed value. */
function fromJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema)
}

/**
 * Connects to the first of the centre's servers that answers: TLS, with the certificate checked against the
 * office's authority and the host's name. Throws the problems centre-unreachable, centre-certificate,
 * office-revoked, centre-refused-account, centre-outdated (another schema) and centre-fault.
 */
export async function connectToCentral(
  settings: CentreSettings,
  timeouts: ConnectionTimeouts = connectionTimeouts,
): Promise<CentralClient> {
  const { connection, socket } = await connectWithFailover(settings, timeouts)
  const concatenate = createConcatBuffer()

  /** A prepared statement, for bytes; the first of its kind on a connection costs one more round trip. */
  const execute = <Schema extends z.ZodType>(schema: Schema, sql: string, values: (Value | Buffer)[]) =>
    executeWithRetry(schema, () => connection.execute(sql, values))

  /** A text query, for calls made once per connection: no round trip to prepare it. */
  const query = <Schema extends z.ZodType>(schema: Schema, sql: string, values: Value[]) =>
    executeWithRetry(schema, () => connection.query(sql, values))

  async function executeWithRetry<Schema extends z.ZodType>(
    schema: Schema,
    send: () => Promise<[unknown, unknown]>,
  ): Promise<z.output<Schema>> {
    for (let attempt = 1; ; attempt++) {
      try {
        const [answer] = await withInactivityTimeout(timeouts.answer, socket, send())
        const parsed = schema.safeParse(answer)
        if (!parsed.success) throw new Problem('centre-outdated', {}, { cause: parsed.error })
        return parsed.data
      } catch (error) {
        const problem = mapDriverError(error)
        if (problem.code === 'centre-unreachable') socket.destroy()
        if (!isTransient(error) || attempt === 5) throw problem
        await pause(10 * attempt + Math.random() * 40)
      }
    }
  }

  return {
    async hello(device, now) {
      const [[{ office, version, server, directory, newest }]] = await query(
        HelloResult,
        'CALL loket_hello(?, ?)',
        [device, now.toISOString().replace('T', ' ').replace('Z', '')],
      )
      // A newer centre serves older offices: its procedures keep what they took.
      if (version < procedureVersion) throw new Problem('centre-outdated')
      return { office, server, directory, newest }
    },
    enrol: (entry) => query(EnrolResult, 'CALL loket_enrol(?)', [entry]),
    readDirectory: (after) => query(DirectoryResult, 'CALL loket_directory(?)', [after]),
    async submit({ id, device, sequence, payload, payloadHash }) {
      const values = [id, device, sequence, payloadHash, payload]
      const [[verdict], missing] = await execute(
        SubmitResult,
        'CALL loket_submit(?, ?, ?, ?, LENGTH(@loket_payload := ?))',
        values,
      )
      return { ...verdict, missing }
    },
    async submitBatch(operations) {
      const payloads = operations.map(({ payload }) => Buffer.from(payload))
      let from = 0
      const table = operations.map(({ id, application, sequence, payloadHash }, index) => {
        const length = payloads[index]?.length ?? 0
        from += length
        return [id, application, sequence, payloadHash, from - length, length]
      })
      const values = [operations[0]?.device ?? '', JSON.stringify(table), compress(Buffer.concat(payloads))]
      const [verdicts, missing] = await execute(
        SubmitBatchResult,
        'CALL loket_submit_batch(?, ?, LENGTH(@loket_packed := ?))',
        values,
      )
      const answers = verdicts.map((verdict): Verdict => ({ ...verdict, missing: [] }))
      for (const { number, hash, received } of missing) answers[number - 1]?.missing.push({ hash, received })
      return answers
    },
    async uploadParts(parts) {
      const ordered = parts.toSorted((one, other) => (one.scan < other.scan ? -1 : 1))
      let from = 0
      const table = ordered.map(({ scan, offset, bytes: { length } }) => {
        from += length
        return [scan, offset, from - length, length]
      })
      const values = [JSON.stringify(table), concatenate(ordered.map(({ bytes }) => bytes))]
      const [[answer]] = await execute(
        Uploaded,
        'CALL loket_upload_parts(?, LENGTH(@loket_bytes := ?))',
        values,
      )
      const answers = answer.parts.map(([scan, answered, received]) => ({ scan, answer: answered, received }))
      return { parts: answers, completed: answer.completed }
    },
    async announcePacket(packet) {
      const [[verdict], missing] = await query(SubmitResult, announceStatement, announceValues(packet))
      return { ...verdict, missing }
    },
    listPackets: () => query(PacketListResult, 'CALL loket_packets()', []),
    readPacket: (id, offset, length) =>
      execute(PacketBytesResult, 'CALL loket_read_packet(?, ?, ?)', [id, offset, length]),
    async acknowledgePackets(ids) {
      await query(z.unknown(), 'CALL loket_acknowledge_packets(?)', [JSON.stringify(ids)])
    },
    pull: (request) => query(PullResult, pullStatement, pullValues(request)),
    async close() {
      await withInactivityTimeout(1_000, socket, connection.end()).catch(() => {})
      socket.destroy()
    },
  }
}

/**
 * Concatenates bytes into a buffer that is reused: a new one for each chunk would keep the garbage collector
 * busier than the connection. A result is valid until the next call.
 */
function createConcatBuffer(): (parts: readonly Uint8Array[]) => Buffer {
  let buffer = Buffer.alloc(0)
  return (parts) => {
    const length = parts.reduce((sum, part) => sum + part.length, 0)
    if (length > buffer.length) buffer = Buffer.allocUnsafeSlow(length)
    let from = 0
    for (const part of parts) {
      buffer.set(part, from)
      from += part.length
    }
    return buffer.subarray(0, length)
  }
}

/**
 * The format of the server's COMPRESS: the length in four bytes, little endian, then a zlib stream. Level 1,
 * which is a quarter longer and takes a third of the time.
 */
function compress(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, deflateSync(bytes, { level: 1 })])
}

/** Connects, says hello and closes; answers the server's version and the time it took. */
export async function testConnection(
  settings: CentreSettings,
): Promise<{ version: string; milliseconds: number }> {
  const start = performance.now()
  const client = await connectToCentral(settings)
  try {
    const { server } = await client.hello(null, new Date())
    return { version: server, milliseconds: Math.round(performance.now() - start) }
  } finally {
    await client.close()
  }
}
