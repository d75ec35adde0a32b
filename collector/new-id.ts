import { customAlphabet } from 'nanoid'

/** Letters and digits alone: whoever gives an id to a command that began with a dash would have named an option. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The id of a new thing: twelve characters, 71 random bits. */
export const newId: () => string = customAlphabet(ALPHABET, 12)
