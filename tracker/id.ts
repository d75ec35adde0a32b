/** Digits: two events clash if they are of one millisecond and of one of 2^53 random numbers. */
export const newId = (): string => `${Math.random()}`.slice(2) + Date.now()
