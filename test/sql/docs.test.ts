import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { columnsOf, TABLE_NAMES, TABLES } from '../../collector/sql/tables.ts'

test('the page lists every table and column as they are', () => {
  const page = readFileSync('docs/sql.md', 'utf8')
  const tables = TABLE_NAMES.map((table) => {
    const rows = columnsOf(table).map(
      ([name, { type, tells }]) => `| \`${name}\` | ${type} | ${tells} |`,
    )
    return `### \`${table}\`: ${TABLES[table].tells}\n\n| column | type | tells |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  expect(page.slice(page.indexOf('### `'), page.indexOf('## Examples'))).toBe(
    `${tables.join('\n')}\n`,
  )
})
