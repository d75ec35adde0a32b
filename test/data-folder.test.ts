import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { requireDatabase, writableFolder } from '../collector/data-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'tributary-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'tributary.sqlite')
writeFileSync(file, '')
const link = join(folder, 'link')
symlinkSync(join(folder, 'nowhere'), link)

describe.each([
  ['to read in', requireDatabase],
  ['to write in', writableFolder],
])('a data folder %s', (_, need) => {
  test.each([
    [file, `${file} is a file, not a folder. Name a folder with --data`],
    [join(file, 'within'), `${file} is a file, not a folder.`],
    [link, `${link} is a link that leads to no folder.`],
    ['/dev/null', '/dev/null is not a folder.'],
  ])('is a folder: %s', (path, said) => {
    expect(() => need(path)).toThrow(said)
  })
})

test('a folder that is not there yet is made, those above it, too', () => {
  const path = join(folder, 'a', 'b')
  writableFolder(path)
  expect(() => requireDatabase(path)).toThrow('There is no database')
})
