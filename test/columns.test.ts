import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const FOLDER = 'collector/reports'

/** Lists of what statements select, fragments left out of them. */
function selectLists(source: string): string[] {
  const plain = source.replace(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, '$')
  const lists = plain.matchAll(/\bselect (?:distinct )?(.*?)(?:\bfrom\b|\n\s*\$(?! as )|`)/gs)
  return [...lists].map(([, list = '']) => list)
}

/** A column that a row would have under its table's name: `p.kind`; `r.*` is all of them. */
const NAMELESS = /(?:^|,)\s*(\w+\.(?:\w+|\*))(?=\s*(?:,|$))/g

function namelessIn(source: string): string[] {
  return selectLists(source).flatMap((list) =>
    [...list.matchAll(NAMELESS)].map(([, it = '']) => it),
  )
}

test('columns of reports have names of their own: of a column without `as` only SQLite knows what it is called', () => {
  expect(namelessIn('sql`select p.kind, r.*, a.id as id from person p`')).toEqual(['p.kind', 'r.*'])
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((name) => name.endsWith('.ts'))
  const found = sources.flatMap((name) =>
    namelessIn(readFileSync(join(FOLDER, name), 'utf8')).map((column) => `${name}: ${column}`),
  )
  expect(found).toEqual([])
})
