import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BinaryColumn, binaryRows } from '../../collector/store/clickhouse/binary-rows.ts'

type Value = number | string | null

function bytesOf(value: Value, column: BinaryColumn): Buffer {
  if (column === 'int') {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(Number(value)))
    return bytes
  }
  if (value === null) return Buffer.from([1])
  const text = Buffer.from(String(value))
  const length: number[] = []
  for (let left = text.length; ; left >>= 7) {
    length.push(left < 128 ? left : (left & 127) | 128)
    if (left < 128) return Buffer.concat([Buffer.from([0, ...length]), text])
  }
}

async function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, columns: readonly BinaryColumn[], size = 7): Promise<Value[][]> {
  const rows: Value[][] = []
  for await (const some of binaryRows(cut(bytes, size), columns)) rows.push(...some)
  return rows
}

const COLUMNS = ['int', 'text', 'int'] as const

test('rows are what was written, wherever the answer is cut', async () => {
  const int = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
  const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 300 }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(int, text, int), { maxLength: 20 }),
      fc.integer({ min: 1, max: 50 }),
      async (rows, size) => {
        const bytes = rows.flatMap((row) =>
          row.map((value, i) => bytesOf(value, COLUMNS[i] ?? 'int')),
        )
        expect(await read(Buffer.concat(bytes), COLUMNS, size)).toEqual(rows)
      },
    ),
  )
})

const row = Buffer.concat([bytesOf(1, 'int'), bytesOf('a', 'text'), bytesOf(2, 'int')])
const LIMIT = 'Code: 241. DB::Exception: Memory limit exceeded'

test.each([
  ['', LIMIT],
  ['\r\n__exception__\r\n', LIMIT],
])('text that a server writes in place of rows is an error, not rows', async (before, text) => {
  const bytes = Buffer.concat([row, row, Buffer.from(before + text)])
  await expect(read(bytes, COLUMNS, 1_000)).rejects.toThrow(LIMIT)
})

test('an answer that ends within a row is no answer', async () => {
  await expect(read(row.subarray(0, -1), COLUMNS)).rejects.toThrow('cut off')
})
