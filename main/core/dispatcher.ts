import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { AccessAction } from '../../shared/contract/call.ts'
import {
  type CallInput,
  type CallName,
  type CallOutput,
  type CallResult,
  contract,
  isCallName,
} from '../../shared/contract/contract.ts'
import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import { Problem } from '../../shared/problems.ts'
import type { Role } from '../../shared/roles.ts'
import { storeProblem } from '../store/store.ts'

/** Who is calling: a window or a browser connection, and the person signed in there. */
export interface Caller {
  readonly connection: string
  /** The person signed in; throws `not-signed-in` where there is none. */
  readonly actor: SignedInUser
}

type Handler<Name extends CallName> = (
  input: CallInput<Name>,
  caller: Caller,
) => CallOutput<Name> | Promise<CallOutput<Name>>

export type Handlers = { readonly [Name in CallName]: Handler<Name> }

/** The contract as the dispatcher sees it: input and output schema of the same call belong together. */
interface Definition<Name extends CallName> {
  readonly input: { parse(raw: unknown): CallInput<Name> }
  readonly output: { parse(raw: unknown): CallOutput<Name> }
  readonly who: 'anyone' | readonly Role[]
  readonly access?: {
    readonly action: AccessAction
    readonly subject: (input: CallInput<Name>) => string | undefined
  }
}

const definitions: { readonly [Name in CallName]: Definition<Name> } = contract

export interface DispatcherDependencies {
  handlers: Handlers
  /** The person signed in on a connection; also winds the idle clock unless `quiet`. */
  findUser: (connection: string, quiet: boolean) => SignedInUser | undefined
  logAccess: (actor: string, action: AccessAction, subject: string) => void
  /** Told of what nobody foresaw: a number for people, the call, and the error without its message's data. */
  logUnexpected: (number: string, call: string, error: unknown) => void
  /** Parses outputs as well; for tests and development. */
  checkOutputs: boolean
}

/** Calls that a screen makes by itself: they must not keep an abandoned session alive. */
const quietCalls: ReadonlySet<CallName> = new Set([
  'session.state',
  'sync.status',
  'home.summary',
  'packets.count',
])

/**
 * Makes every call go the same way: parse the input, find the session, check the role, run, log the access.
 * Whatever happens, the answer is a value: a result, a problem, or `unexpected` with a number.
 */
export function createDispatcher(dependencies: DispatcherDependencies) {
  return async function dispatch(
    connection: string,
    name: string,
    raw: unknown,
  ): Promise<CallResult<unknown>> {
    try {
      if (!isCallName(name)) throw new Problem('input-malformed')
      return { ok: true, value: await run(dependencies, connection, name, raw) }
    } catch (error) {
      // A damaged page or a full disk can show itself in any statement, not only where it was looked for.
      const problem = error instanceof Problem ? error : storeProblem(error)
      if (problem) return { ok: false, problem: problem.toValue() }
      const number = String(randomInt(100_000, 1_000_000))
      dependencies.logUnexpected(number, isCallName(name) ? name : 'unknown', error)
      return { ok: false, problem: { code: 'unexpected', data: { number } } }
    }
  }
}

async function run<Name extends CallName>(
  dependencies: DispatcherDependencies,
  connection: string,
  name: Name,
  raw: unknown,
): Promise<CallOutput<Name>> {
  const definition = definitions[name]
  const user = dependencies.findUser(connection, quietCalls.has(name))
  if (definition.who !== 'anyone') {
    if (!user) throw new Problem('not-signed-in')
    if (!definition.who.some((role) => user.roles.includes(role))) throw new Problem('role-missing')
  }
  const input = parseInput(definition, raw)
  const output = await dependencies.handlers[name](input, createCaller(connection, user))
  if (definition.access && user) {
    dependencies.logAccess(user.id, definition.access.action, definition.access.subject(input) ?? '')
  }
  return dependencies.checkOutputs ? definition.output.parse(output) : output
}

function createCaller(connection: string, user: SignedInUser | undefined): Caller {
  return {
    connection,
    get actor() {
      if (!user) throw new Problem('not-signed-in')
      return user
    },
  }
}

function parseInput<Name extends CallName>(definition: Definition<Name>, raw: unknown): CallInput<Name> {
  try {
    return definition.input.parse(raw)
  } catch (error) {
    if (error instanceof z.ZodError) throw new Problem('input-malformed', {}, { cause: error })
    throw error
  }
}
