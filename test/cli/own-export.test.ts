import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { openSource } from '../../collector/cli/own-export.ts'
import { zip } from '../moving/packed.ts'

const folder = mkdtempSync(join(tmpdir(), 'tributary-own-'))
afterAll(() => rmSync(folder, { recursive: true }))

const OWN = '{"id":"event-01","name":"a","at":1767225600000,"title":"é"}\n'

async function textIn(name: string, bytes: string | Uint8Array, format?: 'events' | 'umami') {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const opened = await openSource(path, { format, isLookedAt: false })
  if (!('own' in opened)) return undefined
  let all = ''
  for (const { pieces } of opened.own.texts) for await (const piece of pieces) all += piece
  await opened.own.close()
  return all
}

test.each<[name: string, bytes: string | Uint8Array]>([
  ['plain.ndjson', OWN],
  ['packed.ndjson.gz', gzipSync(OWN)],
  ['packed.zip', zip({ 'export.ndjson': OWN, 'README.md': 'What lies here.' })],
  ['wide.ndjson', Buffer.from(`\uFEFF${OWN}`, 'utf16le')],
])('our own export is read as it is: %s', async (name, bytes) => {
  expect(await textIn(name, bytes)).toBe(OWN)
})

test('bytes that are no text spoil their line alone, packed or not', async () => {
  const broken = Buffer.concat([Buffer.from(OWN), Buffer.from([0xff, 0x0a]), Buffer.from(OWN)])
  const loose = `${OWN}\uFFFD\n${OWN}`
  expect(await textIn('broken.ndjson', broken)).toBe(loose)
  expect(await textIn('broken.ndjson.gz', gzipSync(broken))).toBe(loose)
})

test('what is another’s is not ours, however it is packed', async () => {
  expect(await textIn('other.csv', 'a,b\n1,2\n')).toBeUndefined()
  expect(await textIn('other.csv.gz', gzipSync('a,b\n1,2\n'))).toBeUndefined()
  expect(await textIn('said.ndjson', OWN, 'umami')).toBeUndefined()
  expect(await textIn('said.csv.gz', gzipSync('a,b\n'), 'events')).toBe('a,b\n')
})
