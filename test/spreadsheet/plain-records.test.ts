import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HeaderLine } from '../../collector/spreadsheet/header-lines.ts'
import { recordsOf } from '../../collector/spreadsheet/records.ts'

function head(delimiter: string): HeaderLine {
  return { delimiter, end: 0, line: 7, headers: [], preamble: [] }
}

const cell = fc.string({
  unit: fc.constantFrom('a', '1', '.', ' ', '\u00A0', '\t', ',', ';', "'", 'ü', '日', '\f'),
  maxLength: 6,
})
const line = fc.tuple(fc.array(cell, { maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r', '\n\n'))
const delimiters = fc.constantFrom(',', ';', '\t')

/** Behind a line with a quotation mark the parser reads all of it. */
test('lines without quotation marks are read as the parser reads them', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), delimiters, (lines, delimiter) => {
      const text = lines.map(([cells, end]) => cells.join(delimiter) + end).join('')
      const parsed = recordsOf(`${text}\n"q"`, head(delimiter))
      expect(parsed.pop()?.cells).toEqual(['q'])
      expect(recordsOf(text, head(delimiter))).toEqual(parsed)
    }),
    { numRuns: 500 },
  )
})
