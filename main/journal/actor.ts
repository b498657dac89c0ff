import type { SignedInUser } from '../../shared/contract/session-calls.ts'

/** The person who acts: account id for the journal, name for records that leave the office. */
export type Actor = Pick<SignedInUser, 'id' | 'name'>
