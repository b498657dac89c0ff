import { setTimeout as pause } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { z } from 'zod'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import { DirectoryRead, type DirectoryStatement, Enrolled, type EnrolmentVerdict } from './directory.ts'
import { centreProblem, isTransient } from './map-driver-error.ts'
import { type PullAnswer, Pulled, type PullRequest, pullStatement, pullValues } from './pull.ts'
import {
  announceStatement,
  announceValues,
  PacketBytes,
  type PacketForUs,
  PacketsForUs,
  type RelayedPacket,
} from './relay-queries.ts'
import { connectToCentre } from './servers.ts'
import { type LineLimits, lineLimits, withInactivityTimeout } from './socket.ts'

/** The version of the procedures (resources/sql/central) that this program speaks. */
const procedureVersion = 2

/** An operation as the outbox holds it. */
export interface Operation {
  id: string
  /** The application that it is about. */
  application: string
  /** This computer, and the operation's number on it. */
  device: string
  sequence: number
  /** JSON: a record (shared/record.ts), or what its `type` says it is; and its SHA-256 in hex. */
  payload: string
  payloadHash: string
}

/**
 * What the centre answers to an operation: taken now, taken before, refused for the reason that `refusal` names, or
 * to be sent again later, after what it is about. `complete`: all its scans are there; `missing`: those that are
 * not, and how many bytes of each are.
 */
export interface Verdict {
  verdict: 'applied' | 'already' | 'refused' | 'later'
  /** A code as `area-foreign`; empty unless refused. */
  refusal: string
  complete: boolean
  missing: { hash: string; received: number }[]
}

export interface Greeting {
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
 * What the centre answers to a part: it has `received` bytes (continue from there), the scan is `complete`, the bytes
 * were not the scan's (`reset`: start again), or no record names the scan (`unknown`).
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
 * One connection to the centre as an office. Every method throws a Problem: `centre-unreachable` says that the
 * line is gone and must be opened anew, any other that the centre has answered.
 */
export interface CentralClient {
  /**
   * Says which computer this is (null: none, only trying) and what time it has. Answers the code of the office
   * that the account belongs to, the server's own version, the position of the directory's last statement, and the highest number of
   * an operation of this office that is there (undefined: an older centre does not say).
   */
  hello(device: string | null, now: Date): Promise<Greeting>
  /** Enters the office's own keys into the directory: JSON of DirectoryEntry. */
  enrol(entry: string): Promise<EnrolmentVerdict>
  /** What the directory says after this position, some of it. */
  readDirectory(after: number): Promise<DirectoryStatement[]>
  submit(operation: Operation): Promise<Verdict>
  /** Operations of one computer, in the order of their numbers; answers a verdict on each, in the same order. */
  submitBatch(operations: readonly Operation[]): Promise<Verdict[]>
  /** Parts of different scans, stored together or not at all. */
  uploadParts(parts: readonly Part[]): Promise<UploadAnswer>
  /** What the centre has to tell this office after the last change that this computer has applied. */
  pull(request: PullRequest): Promise<PullAnswer>
  /** Tells of a packet to be relayed, and once all of it is there posts it to its receiver. */
  announcePacket(packet: RelayedPacket): Promise<Verdict>
  /** What lies in the relay for this office, oldest first, some of it. */
  listPackets(): Promise<PacketForUs[]>
  /** At most `length` bytes of a packet for this office; undefined where it is not there any more. */
  readPacket(id: string, offset: number, length: number): Promise<Uint8Array | undefined>
  /** These packets are here: the relay lets them go. */
  acknowledgePackets(ids: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** What a procedure answers: its results in order, then a status of the driver's. */
const Hello = z.tuple([
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
const Submitted = z.tuple([
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
const SubmittedBatch = z.tuple([
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

/** MariaDB hands JSON over as text, MySQL as what it says. */
function fromJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema)
}

/**
 * Opens a line to the first of the centre’s servers that answers: TLS with the centre's certificate checked against the office's authority and the host's name.
 * Throws the problems centre-unreachable, centre-certificate, office-revoked, centre-refused-account, centre-outdated (another
 * schema) and centre-fault.
 */
export async function connectToCentral(
  settings: CentreSettings,
  limits: LineLimits = lineLimits,
): Promise<CentralClient> {
  const { connection, socket } = await connectToCentre(settings, limits)
  const together = createConcatBuffer()

  /** Bytes go by a prepared statement; the first of its kind on a line costs a round trip more. */
  const call = <Schema extends z.ZodType>(schema: Schema, sql: string, values: (Value | Buffer)[]) =>
    answered(schema, () => connection.execute(sql, values))

  /** What is asked once a line is asked at once. */
  const ask = <Schema extends z.ZodType>(schema: Schema, sql: string, values: Value[]) =>
    answered(schema, () => connection.query(sql, values))

  async function answered<Schema extends z.ZodType>(
    schema: Schema,
    send: () => Promise<[unknown, unknown]>,
  ): Promise<z.output<Schema>> {
    for (let attempt = 1; ; attempt++) {
      try {
        const [answer] = await withInactivityTimeout(limits.answer, socket, send())
        const parsed = schema.safeParse(answer)
        if (!parsed.success) throw new Problem('centre-outdated', {}, { cause: parsed.error })
        return parsed.data
      } catch (error) {
        const problem = centreProblem(error)
        if (problem.code === 'centre-unreachable') socket.destroy()
        if (!isTransient(error) || attempt === 5) throw problem
        await pause(10 * attempt + Math.random() * 40)
      }
    }
  }

  return {
    async hello(device, now) {
      const [[{ office, version, server, directory, newest }]] = await ask(Hello, 'CALL loket_hello(?, ?)', [
        device,
        now.toISOString().replace('T', ' ').replace('Z', ''),
      ])
      // A newer centre serves older offices: its procedures keep what they took.
      if (version < procedureVersion) throw new Problem('centre-outdated')
      return { office, server, directory, newest }
    },
    enrol: (entry) => ask(Enrolled, 'CALL loket_enrol(?)', [entry]),
    readDirectory: (after) => ask(DirectoryRead, 'CALL loket_directory(?)', [after]),
    async submit({ id, device, sequence, payload, payloadHash }) {
      const values = [id, device, sequence, payloadHash, payload]
      const [[verdict], missing] = await call(
        Submitted,
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
      const values = [operations[0]?.device ?? '', JSON.stringify(table), packed(Buffer.concat(payloads))]
      const [verdicts, missing] = await call(
        SubmittedBatch,
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
      const values = [JSON.stringify(table), together(ordered.map(({ bytes }) => bytes))]
      const [[answer]] = await call(Uploaded, 'CALL loket_upload_parts(?, LENGTH(@loket_bytes := ?))', values)
      const answers = answer.parts.map(([scan, answered, received]) => ({ scan, answer: answered, received }))
      return { parts: answers, completed: answer.completed }
    },
    async announcePacket(packet) {
      const [[verdict], missing] = await ask(Submitted, announceStatement, announceValues(packet))
      return { ...verdict, missing }
    },
    listPackets: () => ask(PacketsForUs, 'CALL loket_packets()', []),
    readPacket: (id, offset, length) =>
      call(PacketBytes, 'CALL loket_read_packet(?, ?, ?)', [id, offset, length]),
    async acknowledgePackets(ids) {
      await ask(z.unknown(), 'CALL loket_acknowledge_packets(?)', [JSON.stringify(ids)])
    },
    pull: (request) => ask(Pulled, pullStatement, pullValues(request)),
    async close() {
      await withInactivityTimeout(1_000, socket, connection.end()).catch(() => {})
      socket.destroy()
    },
  }
}

/**
 * Puts bytes one after the other, each time into the same memory: chunk after chunk in memory of its own would keep the
 * garbage collector busier than the line. What it gave is worth nothing after the next call.
 */
function createConcatBuffer(): (parts: readonly Uint8Array[]) => Buffer {
  let memory = Buffer.alloc(0)
  return (parts) => {
    const length = parts.reduce((sum, part) => sum + part.length, 0)
    if (length > memory.length) memory = Buffer.allocUnsafeSlow(length)
    let from = 0
    for (const part of parts) {
      memory.set(part, from)
      from += part.length
    }
    return memory.subarray(0, length)
  }
}

/**
 * As the server's COMPRESS makes it: the length in four bytes, the lowest first, and a zlib stream, of the quickest
 * kind, which is a quarter longer and takes a third of the time.
 */
function packed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, deflateSync(bytes, { level: 1 })])
}

/** Opens a line, is answered, and closes it; says by which server version and in how many milliseconds. */
export async function tryCentre(
  settings: CentreSettings,
): Promise<{ version: string; milliseconds: number }> {
  const start = performance.now()
  const line = await connectToCentral(settings)
  try {
    const { server } = await line.hello(null, new Date())
    return { version: server, milliseconds: Math.round(performance.now() - start) }
  } finally {
    await line.close()
  }
}
