import type { LabelTable } from '../port.ts'
import type { Connection } from './open.ts'
import type { KeyReader } from './tally.ts'

/** Values of any kind, numbered as they come. */
export function valueKey(): KeyReader {
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
    keyOf: (index) => values[index] ?? null,
  }
}

/** Instants by bucket. Rows come nearly in time order, so the last bucket is tried first. */
export function bucketKey(edges: readonly number[]): KeyReader {
  let last = 0
  return {
    size: Math.max(1, edges.length - 1),
    indexOf(value) {
      const at = value as number
      if (at >= (edges[last] ?? 0) && at < (edges[last + 1] ?? 0)) return last
      last = bucketAt(edges, at)
      return last
    },
    keyOf: (index) => index,
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

export interface LabelColumn {
  site: number
  table: LabelTable
  column: string
  folded: boolean
}

/** Ids of a small table by one column's text; index 0 is "none". */
export function labelKey(db: Connection, label: LabelColumn): KeyReader {
  const { table, column, site } = label
  const where = OF_A_SITE.has(table) ? `where site = ${site}` : ''
  const rows = db
    .prepare<[], [number, string | null]>(`select id, ${column} from ${table} ${where} order by id`)
    .raw()
    .all()
  const labels: (string | null)[] = [null]
  const byText = new Map<string, number>()
  const byId = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1)
  for (const [id, text] of rows) {
    if (text !== null) byId[id] = numberOf(text, label.folded)
  }
  return {
    size: labels.length,
    indexOf: (id) => (id === null ? 0 : (byId[id as number] ?? 0)),
    keyOf: (index) => labels[index] ?? null,
  }

  function numberOf(text: string, folded: boolean): number {
    const name = folded ? text.toLowerCase() : text
    const known = byText.get(name)
    if (known !== undefined) return known
    byText.set(name, labels.length)
    return labels.push(text) - 1
  }
}
