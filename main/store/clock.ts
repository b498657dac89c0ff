/** The time as services see it, so that a test can set a clock that is a year off. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** The current time as it is stored: UTC, ISO 8601, milliseconds. */
export const moment = (clock: Clock): string => clock().toISOString()
