/** In milliseconds. */
export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Year 10000, epoch ms: from it on an ISO instant has five digits of year and nothing sorts any more. */
export const END_OF_TIME = 253_402_300_800_000
