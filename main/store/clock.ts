/** The time as services see it, so that a test can set a clock that is a year off. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** A moment as we store it: UTC, ISO 8601, milliseconds. */
export const moment = (clock: Clock): string => clock().toISOString()
