import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, lookAt } from '../../collector/cli/piped.ts'
import { CLOUD_COLUMNS, cloudCells, csv, umamiRows } from '../moving/made-up.ts'
import { zip } from '../moving/packed.ts'
import { addSite, dataFolder, removeFolder, tributary } from '../server.ts'

const DOMAIN = 'example.com'
const data = dataFolder()
const temporary = dataFolder()
beforeAll(() => addSite(data, DOMAIN))
afterAll(() => {
  removeFolder(data)
  removeFolder(temporary)
})

function piped(input: string | Uint8Array, ...args: string[]) {
  const env = { TMPDIR: temporary }
  return tributary(['import', DOMAIN, '-', '--data', data, ...args], { input, env })
}

const at = Date.UTC(2026, 3, 1)
const event = (id: string) =>
  `${JSON.stringify({ id, name: 'pageview', at, visitor: 'ann', url: `https://${DOMAIN}/` })}\n`

test.each<[packed: string, input: Uint8Array]>([
  ['a .gz', gzipSync(event('event-0001'))],
  ['a .zip', zip({ 'export.ndjson': event('event-0002'), 'README.md': 'What lies here.' })],
  ['UTF-16', Buffer.from(`\uFEFF${event('event-0003')}`, 'utf16le')],
])('our own export that is piped in as %s is read as its file is', async (_, input) => {
  const { code, stdout } = await piped(input)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'read 1, stored 1, duplicate 0, rejected 0\n',
  })
  expect(readdirSync(temporary)).toEqual([])
})

/** A run of the program is a process: on a busy machine it takes its time. */
const LONG = 120_000

test(
  'whose a packed file is, is found out, piped in or not',
  async () => {
    const rows = csv(CLOUD_COLUMNS, [...umamiRows(9)].map(cloudCells))
    const { code, stdout, stderr } = await piped(gzipSync(rows), '--dry-run')
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stderr).toContain('this is a file of Umami’s')
    const stored = await piped(gzipSync(rows))
    expect(stored.stderr).toContain('this is a file of Umami’s')
    expect(stored.code).toBe(0)
    expect(stdout).toContain('read 9, would store 9')
    expect(stored.stdout).toContain('read 9, stored 9')
  },
  LONG,
)

test(
  'what is piped in and can be no history is refused by name, and nothing of it is left',
  async () => {
    const broken = await piped(gzipSync(event('event-0004').repeat(99)).subarray(0, 40))
    expect(broken.code).toBe(1)
    expect(broken.stderr).toContain('the compressed file is cut off or broken')
    const pdf = await piped('%PDF-1.7 …')
    expect(pdf.stderr).toContain('this is a PDF')
    const page = await piped('<!doctype html><title>Sign in</title>')
    expect(page.stderr).toContain('this is a web page')
    expect(readdirSync(temporary)).toEqual([])
  },
  LONG,
)

async function* pieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

test.each([1, 7, 5_000])('it may come in pieces of %i bytes, and comes whole', async (length) => {
  const text = event('event-0005').repeat(30)
  const packed = await lookAt(pieces(gzipSync(text), length))
  const plain = await lookAt(pieces(Buffer.from(text), length))
  const empty = await lookAt(pieces(new Uint8Array(), length))
  expect([packed.isText, plain.isText, empty.isText]).toEqual([false, true, true])
  const kept = await keep(plain.bytes)
  expect(readFileSync(kept.path, 'utf8')).toBe(text)
  kept.close()
})
