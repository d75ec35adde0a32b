import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { textOf } from '../../collector/moving/entry-text.ts'
import { findFormat } from '../../collector/moving/find-format.ts'
import { type FileAt, openFile } from '../../collector/moving/open-file.ts'
import { READERS } from '../../collector/moving/readers.ts'
import { bomb, claiming, zip } from './packed.ts'

const folder = mkdtempSync(join(tmpdir(), 'moving-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function opened(bytes: Uint8Array | string, name = 'history.csv'): Promise<FileAt> {
  const path = join(folder, 'history')
  writeFileSync(path, bytes)
  return await openFile(path, name)
}

async function texts(file: FileAt): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const entry of file.entries) {
    let text = ''
    for await (const piece of textOf(entry)) text += piece
    found[entry.name] = text
  }
  await file.close()
  return found
}

const TABLE = `a,b\n${'1,ä\n'.repeat(50_000)}`

test('a file is its own entry, a .gz what it unpacks to, a zip what is in it', async () => {
  expect(await texts(await opened(TABLE))).toEqual({ 'history.csv': TABLE })
  const packed = gzipSync(TABLE)
  expect(await texts(await opened(packed, 'history.csv.gz'))).toEqual({ 'history.csv': TABLE })
  const zipped = zip({ 'x/one.csv': TABLE, 'two.csv': 'c\n2\n', '__MACOSX/._two.csv': 'no' })
  expect(await texts(await opened(zipped))).toEqual({ 'x/one.csv': TABLE, 'two.csv': 'c\n2\n' })
})

test('UTF-16 is read as what it is, with a mark and without', async () => {
  const wide = Buffer.from(`\uFEFF${TABLE}`, 'utf16le')
  expect(await texts(await opened(wide))).toEqual({ 'history.csv': TABLE })
  expect(await texts(await opened(wide.subarray(2)))).toEqual({ 'history.csv': TABLE })
})

test('the head shows the beginnings of what is in it', async () => {
  const file = await opened(zip({ 'one.csv': '\uFEFFa,b\n', 'logo.png': '\x89PNG\r\n' }))
  expect(file.head).toEqual({
    name: 'history.csv',
    entries: [
      { name: 'one.csv', text: 'a,b\n' },
      { name: 'logo.png', text: expect.any(String) },
    ],
  })
  await file.close()
})

test('what fills a disk is left when it has shown what it is', async () => {
  const packed = bomb('website_event.csv', 80)
  expect(packed.length).toBeLessThan(300_000)
  const file = await opened(packed)
  await expect(texts(file)).rejects.toThrow('hundreds of times its size')
  const gz = await opened(gzipSync(Buffer.alloc(80 * 1_048_576)), 'a.csv.gz')
  await expect(texts(gz)).rejects.toThrow('hundreds of times its size')
})

test.each<[string, Uint8Array | string, string]>([
  ['nothing', '', 'the file is empty'],
  ['half a zip', zip({ 'one.csv': TABLE }).subarray(0, 400), 'cut off or broken'],
  ['a workbook', zip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }), 'Excel workbook'],
  ['a web page', '<!doctype html><html>', 'a web page'],
])('%s is refused with what it is', async (_, bytes, reason) => {
  await expect(opened(bytes)).rejects.toThrow(reason)
})

test.each([
  [8n, 1n << 63n],
  [1n << 63n, 0n],
  [1n << 52n, 0n],
  [200n, 0n],
])('a zip whose entry has %s bytes at %s, which it has not, is broken', async (packed, at) => {
  expect(await texts(await opened(claiming({ packed: 8n, at: 0n })))).toEqual({
    'a.csv': 'x,y\n1,2\n',
  })
  await expect(opened(claiming({ packed, at }))).rejects.toThrow('cut off or broken')
})

test('half a .gz and another encoding are refused while they are read', async () => {
  const half = gzipSync(TABLE)
  const file = opened(half.subarray(0, half.length / 2), 'a.csv.gz')
  await expect(file.then(texts)).rejects.toThrow('cut off or broken')
  await expect(texts(await opened(Buffer.from('a,b\n1,ä\n', 'latin1')))).rejects.toThrow(
    'history.csv is no UTF-8',
  )
})

test('a file whose tool is not known is refused with what can be done', async () => {
  const file = await opened(TABLE)
  expect(() => findFormat([], file.head)).toThrow('it cannot be seen whose file this is')
  await file.close()
})

test('what is packed twice is named, and a zip of nothing is told as that', async () => {
  const file = await opened(zipSync({ 'a/inner.zip': zip({ 'one.csv': TABLE }) }), 'history.zip')
  expect(() => findFormat(READERS, file.head)).toThrow('in it is a/inner.zip, which is packed once')
  expect(() => findFormat(READERS, file.head, 'umami')).toThrow('a/inner.zip')
  await file.close()
  await expect(opened(zipSync({}), 'history.zip')).rejects.toThrow('the zip is empty')
})

test('an empty file in a zip holds nothing', async () => {
  const packed = zipSync({
    'a.csv': [new Uint8Array(), { level: 0 }],
    'b.csv': [Buffer.from('x,y\n1,2\n'), { level: 0 }],
  })
  expect(await texts(await opened(packed, 'history.zip'))).toEqual({
    'a.csv': '',
    'b.csv': 'x,y\n1,2\n',
  })
})
