import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, textOfCell } from '../collector/csv-cell.ts'

/** A cell as a program reads it that knows CSV and nothing of apostrophes. */
const unquoted = (cell: string) =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell

test.each([
  '=1+1',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-2+3+cmd|x',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u00A0=1',
  '\uFEFF=1',
  '\u200B@x',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '\ttext',
  "'=1",
  "''=1",
])('%j is no formula in a spreadsheet', (text) => {
  expect(unquoted(csvCell(text))).toBe(`'${text}`)
  expect(textOfCell(unquoted(csvCell(text)))).toBe(text)
})

test.each(['', 'text', '-5', '-0.5', '-', 'a=b', "it's", "'quoted'", '1e3', '5'])(
  '%j stays as it is',
  (text) => {
    expect(csvCell(text)).toBe(text)
    expect(textOfCell(text)).toBe(text)
  },
)

test('every text comes back as it was, and none begins as a formula', () => {
  const part = fc.oneof(
    fc.constantFrom("'", '=', '-', '+', '@', '＝', '\t', '\r\n', ' ', '"', ',', '5', '.'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const text = parts.join('')
      const cell = unquoted(csvCell(text))
      expect(textOfCell(cell)).toBe(text)
      expect(cell).not.toMatch(/^[\s\p{C}]*[=+@＝＋＠－]/u)
    }),
    { numRuns: 5_000 },
  )
})
