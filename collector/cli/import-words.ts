import { Explained } from '../explained.ts'
import type { Seen, Summed } from './importing.ts'
import { printRows, say } from './print.ts'

/** Says what an import came to, or would. */
export function sayImport(counts: Summed | Seen, json = false): void {
  if (json) console.log(JSON.stringify(counts))
  else if ('coming' in counts) saySeen(counts)
  else console.log(cameTo(counts))
}

function saySeen(seen: Seen): void {
  printRows(tablesOf(seen), ['table', 'rows', 'from', 'to', 'days', 'replaces'])
  console.log(wouldComeTo(seen))
  say('nothing is stored yet: leave out --dry-run to bring it in')
}

function cameTo({ read, stored, duplicate, rejected, left_out }: Summed): string {
  return `read ${read}, stored ${stored}, duplicate ${duplicate}, rejected ${inAll(rejected)}${leftOut(left_out)}`
}

/** Days of a table that an earlier import has told. */
function tablesOf({ tables }: Seen) {
  return tables.map(({ replaced, ...table }) => ({
    ...table,
    replaces: replaced === 0 ? 'nothing' : `${inDays(replaced)} of an earlier import`,
  }))
}

function wouldComeTo(seen: Seen): string {
  const { read, coming, duplicate, rejected, left_out } = seen
  const known = duplicate > 0 ? `, ${duplicate} are here already` : ''
  return `read ${read}, would store ${coming}${spanOf(seen)}${known}, would refuse ${inAll(rejected)}${leftOut(left_out)}`
}

function spanOf({ dates, days, tables }: Seen): string {
  return dates === null || tables.length > 0 ? '' : ` (${inDays(days)}, ${dates.join(' to ')})`
}

const inDays = (days: number) => (days === 1 ? '1 day' : `${days} days`)

function leftOut(sums: Summed['left_out'] = {}): string {
  return Object.keys(sums).length > 0 ? `, left out ${inAll(sums)}` : ''
}

/** Throws where a file had events, or sums, and all of them were refused: a script that goes on would go on without any. */
export function requireAny(counts: Summed | Seen): void {
  const refused = totalOf(counts.rejected)
  const here = counts.duplicate + ('coming' in counts ? counts.coming : counts.stored)
  if (refused === 0 || here > 0) return
  const all = refused === 1 ? 'the only line was refused' : `all ${refused} lines were refused`
  throw new Explained(
    'coming' in counts ? `nothing would be brought in: ${all}` : `nothing was brought in: ${all}`,
  )
}

function totalOf(sums: Summed['rejected']): number {
  return Object.values(sums).reduce<number>((sum, count = 0) => sum + count, 0)
}

function inAll(sums: Summed['rejected']): string {
  const total = totalOf(sums)
  const parts = Object.entries(sums).map(([reason, count]) => `${reason} ${count}`)
  return parts.length > 0 ? `${total} (${parts.join(', ')})` : `${total}`
}
