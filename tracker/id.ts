/** 21 digits: 69 random bits, so that of ten billion events less than one is expected to clash. */
export const newId = (): string => crypto.getRandomValues(new Uint32Array(3)).join('').slice(0, 21)
