import type { CallName } from '../../../shared/contract/contract.ts'
import type { CoreEvent } from '../../../shared/contract/events.ts'
import type { Clock } from '../../store/clock.ts'
import type { DrawCard } from '../../training/seed-families.ts'
import type { ActiveOffice } from '../active-office.ts'
import type { Handlers } from '../dispatcher.ts'

/** What handlers of every namespace are given. */
export interface HandlersDependencies {
  activeOffice: ActiveOffice
  clock: Clock
  /** Draws the cards of invented families, for training. */
  drawCard: DrawCard
  emit: (event: CoreEvent) => void
  host: 'desktop' | 'browser'
  version: string
}

/** The handlers of one namespace: each call of that part of the contract, and no other. */
export type HandlersOf<Calls> = Pick<Handlers, Extract<keyof Calls, CallName>>

type KeyOfAny<Part> = Part extends unknown ? keyof Part : never

/** The calls that more than one part handles. */
type HandledTwice<Parts> = {
  [Name in keyof Parts]: keyof Parts[Name] & KeyOfAny<Parts[Exclude<keyof Parts, Name>]>
}[keyof Parts]

/** Gives the parts back; does not compile where two of them handle the same call. */
export const disjoint = <Parts extends Record<string, object>>(
  parts: Parts & ([HandledTwice<Parts>] extends [never] ? unknown : never),
): Parts => parts
