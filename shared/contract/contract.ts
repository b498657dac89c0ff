import type { z } from 'zod'
import type { ProblemValue } from '../problems.ts'
import { accountCalls } from './account-calls.ts'
import { activationCalls } from './activation-calls.ts'
import { applicationCalls } from './application-calls.ts'
import { correctionCalls } from './correction-calls.ts'
import { officeCalls } from './office-calls.ts'
import { packetCalls } from './packet-calls.ts'
import { pageCalls } from './page-calls.ts'
import { scanningCalls } from './scanning-calls.ts'
import { sessionCalls } from './session-calls.ts'
import { syncCalls } from './sync-calls.ts'
import { verificationCalls } from './verification-calls.ts'

/**
 * The only interface between screens and core: every call once, with its schemas, who may make it, and
 * whether it goes to the access log. Bridge, browser host, typed client and dispatcher are all derived from
 * this list.
 */
export const contract = {
  ...sessionCalls,
  ...accountCalls,
  ...activationCalls,
  ...applicationCalls,
  ...pageCalls,
  ...packetCalls,
  ...scanningCalls,
  ...verificationCalls,
  ...correctionCalls,
  ...syncCalls,
  ...officeCalls,
}

export type CallName = keyof typeof contract
export type CallInput<Name extends CallName> = z.output<(typeof contract)[Name]['input']>
export type CallOutput<Name extends CallName> = z.output<(typeof contract)[Name]['output']>

export const isCallName = (name: string): name is CallName => Object.hasOwn(contract, name)

/** The result of a call: a value, or a problem, which is a value too. */
export type CallResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: ProblemValue }
