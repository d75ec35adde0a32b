import type { RawBuilder } from 'kysely'
import { readablePath } from '../../acquisition/escapes.ts'
import type { Key, LabelTable } from '../port.ts'
import type { Connection } from './open.ts'
import type { KeyReader } from './tally.ts'

/** Reads a key, or neighbours that are columns of one row. */
export function keyReader(db: Connection, site: number, keys: readonly [Key, ...Key[]]): KeyReader {
  const [key] = keys
  if (key.kind === 'value') return valueKey()
  if (key.kind === 'bucket') return bucketKey(key.edges)
  const columns = keys.filter((one) => one.kind === 'label')
  return labelKey(db, { site, table: key.table, columns })
}

/** Neighbours that are columns of one row are read as one key: source and campaign cost no more than either. */
export function joined(keys: readonly Key[]): [Key, ...Key[]][] {
  const groups: [Key, ...Key[]][] = []
  for (const key of keys) {
    const group = groups.at(-1)
    const [first] = group ?? []
    const together = first?.kind === 'label' && key.kind === 'label' && first.id === key.id
    if (group && together) group.push(key)
    else groups.push([key])
  }
  return groups
}

/** What a row gives for a key. */
export function keyExpression(key: Key): RawBuilder<unknown> {
  if (key.kind === 'value') return key.value
  return key.kind === 'bucket' ? key.at : key.id
}

/** Values of any kind, numbered as they come. */
function valueKey(): KeyReader {
  const values: (string | number | null)[] = []
  const indexes = new Map<unknown, number>()
  return {
    size: undefined,
    indexOf(value) {
      const known = indexes.get(value)
      if (known !== undefined) return known
      indexes.set(value, values.length)
      return values.push(value as string | number | null) - 1
    },
    keysOf: (index) => [values[index] ?? null],
  }
}

/** Instants by bucket. Rows come nearly in time order, so the last bucket is tried first. */
function bucketKey(edges: readonly number[]): KeyReader {
  let last = 0
  return {
    size: Math.max(1, edges.length - 1),
    indexOf(value) {
      const at = value as number
      if (at >= (edges[last] ?? 0) && at < (edges[last + 1] ?? 0)) return last
      last = bucketAt(edges, at)
      return last
    },
    keysOf: (index) => [index],
  }
}

/** Index of the last edge that is not after the instant. */
function bucketAt(edges: readonly number[], at: number): number {
  let low = 0
  let high = edges.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((edges[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

/** Tables whose rows belong to a site; the others are shared by all. */
const OF_A_SITE: ReadonlySet<LabelTable> = new Set(['acquisition', 'page'])

interface Labels {
  site: number
  table: LabelTable
  columns: readonly { column: string; folded: boolean; path?: boolean }[]
}

type Text = string | null

/** Ids of a small table by the texts of some of its columns together; index 0 is "none" in all of them. */
function labelKey(db: Connection, { site, table, columns }: Labels): KeyReader {
  const where = OF_A_SITE.has(table) ? `where site = ${site}` : ''
  const list = columns.map(({ column }) => column).join(', ')
  const rows = db
    .prepare<[], [number, ...Text[]]>(`select id, ${list} from ${table} ${where} order by id`)
    .raw()
    .all()
  const shownAs = columns.map(({ folded, path }) => (path ? readablePath : spelling(folded)))
  const labels: Text[][] = [columns.map(() => null)]
  const known = new Map<string, number>()
  const byId = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1)
  for (const [id, ...texts] of rows) {
    if (texts.some((text) => text !== null)) byId[id] = numberOf(texts)
  }
  return {
    size: labels.length,
    indexOf: (id) => (id === null ? 0 : (byId[id as number] ?? 0)),
    keysOf: (index) => labels[index] ?? [],
  }

  function numberOf(texts: Text[]): number {
    const shown = texts.map((text, i) => (text === null ? null : (shownAs[i]?.(text) ?? text)))
    const name = shown.length === 1 ? `${shown[0]}` : JSON.stringify(shown)
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, labels.length)
    return labels.push(shown) - 1
  }
}

/** Texts that differ in case are one if folded, spelt as the first of them. */
function spelling(folded: boolean): (text: string) => string {
  if (!folded) return (text) => text
  const first = new Map<string, string>()
  return (text) => {
    const name = text.toLowerCase()
    const before = first.get(name)
    if (before !== undefined) return before
    first.set(name, text)
    return text
  }
}
