import { Refusal } from '../refusal.ts'
import type { AnyFormat, FileHead, FormatName } from './format.ts'

/**
 * The format a file is read as: the one that is asked for, or that it looks like. Throws a 422 for a file that looks like another
 * tool's, and for one that looks like none.
 */
export function findFormat(
  formats: readonly AnyFormat[],
  head: FileHead,
  asked?: FormatName,
): AnyFormat {
  const likely = formats.filter((format) => format.looksLike(head))
  if (asked === undefined) return likely[0] ?? unknown(formats)
  const of = formats.filter(({ name }) => name === asked)
  const [first] = of
  const found = of.find((format) => likely.includes(format))
  if (found) return found
  const label = first?.label ?? asked
  if (likely[0] && asked !== 'csv')
    throw new Refusal(422, `this is no file of ${label}’s: it looks like ${likely[0].label}’s`)
  if (first && (asked === 'csv' || asked === 'events')) return first
  throw new Refusal(422, `this is no file of ${label}’s that can be read here${missing(head)}`)
}

function missing({ entries }: FileHead): string {
  const [first] = entries
  const line = first?.text.split(/\r?\n/u, 1)[0]?.slice(0, 200) ?? ''
  return line === '' ? '' : `; ${first?.name} begins with "${line}"`
}

function unknown(formats: readonly AnyFormat[]): never {
  const labels = [...new Set(formats.map(({ label }) => label))].join(', ')
  throw new Refusal(
    422,
    `it cannot be seen whose file this is (known are ${labels}); of any other table with a row an event, say which column is which`,
  )
}
