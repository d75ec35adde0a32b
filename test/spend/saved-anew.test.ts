import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { headOf } from '../../collector/spend/header.ts'
import { readSpendFile, type SpendFile } from '../../collector/spend/read-file.ts'
import { decode } from '../../collector/spreadsheet/decode.ts'
import { cellsOf, SAVED_ANEW } from '../spreadsheet/saved-anew.ts'
import { ASKED, exported } from './file.ts'

/** These need more than their bytes, or have a line of too many or too few cells. */
const ASKING = [
  ...['meta-period.csv', 'meta-spanish.csv', 'own-names.csv', 'truncated.csv'],
  'second-bom.tsv',
]
const FILES = readdirSync(join(import.meta.dirname, 'files')).filter(
  (name) => !ASKING.includes(name),
)

function read(bytes: Uint8Array): Omit<SpendFile, 'encoding' | 'ignored'> {
  const { platform, rows, refused, warnings, columns } = readSpendFile(bytes, ASKED)
  const reasons = refused.map(({ reason }) => ({ line: 0, reason }))
  return { platform, rows, refused: reasons, warnings, columns }
}

describe.each(Object.entries(SAVED_ANEW))('a platform’s file saved anew %s', (_, save) => {
  test.each(FILES)('says the same: %s', (name) => {
    const bytes = exported(name)
    const { text } = decode(bytes)
    expect(read(save(cellsOf(text, headOf(text, undefined))))).toEqual(read(bytes))
  })
})
