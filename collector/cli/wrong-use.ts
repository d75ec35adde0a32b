import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { Explained } from '../explained.ts'
import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refusal-of.ts'

/** What was typed cannot be meant, which is found out beside commander. The command exits with 2. */
export class WrongUse extends Explained {}

/** What is made of typed words: a Refusal of them is wrong use. */
export function typed<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) throw new WrongUse(error.message)
    throw error
  }
}

/** Throws WrongUse where options, named as the API names them, cannot be meant. */
export function requireTyped(schema: z.ZodType, given: unknown): void {
  const read = schema.safeParse(given)
  if (!read.success) throw new WrongUse(refusalOf(read.error, given).message)
}

/** The value of an option that is one of several words, in any case. */
export function typedChoice(choices: readonly string[]): (text: string) => string {
  return (text) => {
    const found = choices.find((choice) => choice === text.trim().toLowerCase())
    if (found !== undefined) return found
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`)
  }
}

/** The value of an option that is a day. */
export function typedDay(text: string): string {
  if (z.iso.date().safeParse(text).success) return text
  throw new InvalidArgumentError('It is no day, like 2026-10-25.')
}
