import { expect, test } from 'vitest'
import { inWords, storageTrouble } from '../collector/storage-trouble.ts'

const errorOf = (code: string) => Object.assign(new Error('of SQLite'), { code })

test.each([
  ['SQLITE_CORRUPT_INDEX', 'damaged', 'is damaged'],
  ['SQLITE_IOERR_WRITE', 'unwritable', 'full or failing'],
  ['SQLITE_FULL', 'unwritable', 'full or failing'],
  ['SQLITE_BUSY_SNAPSHOT', 'busy', 'held by another program'],
  ['SQLITE_PROTOCOL', 'busy', 'held by another program'],
  ['SQLITE_CONSTRAINT_UNIQUE', undefined, 'of SQLite'],
])('%s is trouble of the kind: %s', (code, trouble, words) => {
  expect(storageTrouble(errorOf(code))).toBe(trouble)
  expect(String(inWords(errorOf(code), 'file.db'))).toContain(words)
})
