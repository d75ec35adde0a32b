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
  if (asked === undefined) return likely[0] ?? unknown(formats, head)
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

function missing(head: FileHead): string {
  const within = packedWithin(head)
  if (within !== undefined) return `; ${within}`
  const [first] = head.entries
  const line = first?.text.split(/\r?\n/u, 1)[0]?.slice(0, 200) ?? ''
  return line === '' ? '' : `; ${first?.name} begins with "${line}"`
}

/** Of a zip that holds what is packed once more. */
function packedWithin({ name, entries }: FileHead): string | undefined {
  const packed = entries.find((entry) => entry.name !== name && PACKED.test(entry.name))
  return (
    packed && `in it is ${packed.name}, which is packed once more; unpack it and send what is in it`
  )
}

const PACKED = /\.(?:zip|gz|tgz|7z|rar|xlsx?|ods)$/iu

function unknown(formats: readonly AnyFormat[], head: FileHead): never {
  const within = packedWithin(head)
  if (within !== undefined) throw new Refusal(422, within)
  const labels = [...new Set(formats.map(({ label }) => label))].join(', ')
  throw new Refusal(
    422,
    `it cannot be seen whose file this is (known are ${labels}); of any other table with a row an event, say which column is which`,
  )
}
