import { parse } from 'css-what'
import { z } from 'zod'
import { unknownName } from '../../nearest.ts'

const LONGEST_SELECTOR = 500
const LONGEST_VALUE = 20_000

function isSelector(text: string): boolean {
  try {
    parse(text)
    return true
  } catch {
    return false // css-what throws on what is no selector
  }
}

const selector = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_SELECTOR)
  .refine(isSelector, {
    error: ({ input }) => `"${String(input)}" is no CSS selector`,
  })
const value = z.string().max(LONGEST_VALUE)

/** An attribute that runs code is `variant()` in the page's own code instead. */
const attribute = z
  .string()
  .regex(/^[A-Za-z_:][\w:.-]{0,99}$/, 'not a name of an attribute')
  .refine((name) => !/^on/i.test(name), 'attributes that run code cannot be set')

/** Classes to add, those with a minus to take away: `big -small`. */
const classes = value.regex(/^\s*-?[^\s]+(\s+-?[^\s]+)*\s*$/, 'expected classes: "big -small"')

const OPS = [
  'text',
  'html',
  'attribute',
  'class',
  'style',
  'remove',
  'move',
  'insert',
  'css',
] as const

function unknownChange({ input }: { input?: unknown }): string {
  const op = Object(input).op
  return typeof op === 'string'
    ? unknownName('change', op, [...OPS, 'redirect'])
    : 'a change says its op'
}

/** What a variant does to a page (spec: experiments.md, "Definition"). */
export const Change = z.discriminatedUnion(
  'op',
  [
    z.strictObject({ op: z.literal('text'), selector, value }),
    z.strictObject({ op: z.literal('html'), selector, value }),
    z.strictObject({ op: z.literal('attribute'), selector, name: attribute, value }),
    z.strictObject({ op: z.literal('class'), selector, value: classes }),
    z.strictObject({ op: z.literal('style'), selector, value }),
    z.strictObject({ op: z.literal('remove'), selector }),
    /** Before the element that `value` selects. */
    z.strictObject({ op: z.literal('move'), selector, value: selector }),
    /** HTML behind the element. */
    z.strictObject({ op: z.literal('insert'), selector, value }),
    z.strictObject({ op: z.literal('css'), value }),
    z.strictObject({ op: z.literal('redirect'), value: z.string().trim().min(1).max(2_048) }),
  ],
  { error: unknownChange },
)
export type Change = z.infer<typeof Change>

/** Where a variant sends to, if it does. */
export function redirectOf(changes: readonly Change[]): string | undefined {
  return changes.find((change) => change.op === 'redirect')?.value
}
