import type { statfsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { requireSpace } from '../../collector/http/spooled-file.ts'

const GIB = 1_073_741_824

function disk(free: number, whole: number) {
  return (() => ({ bavail: free, blocks: whole, bsize: 1 })) as unknown as typeof statfsSync
}

test.each([
  ['a file that leaves enough', 10 * GIB, 8 * GIB, true],
  ['a file that would leave events no room', 10 * GIB, 9.8 * GIB, false],
  ['a small file on a disk that is all but full', 0.4 * GIB, 1_000, false],
])('%s', (_, free, bytes, fits) => {
  const check = () => requireSpace('/data', bytes, disk(free, 100 * GIB))
  if (fits) expect(check).not.toThrow()
  else expect(check).toThrow('the disk has no room')
})

test('of a small disk a twentieth is enough', () => {
  expect(() => requireSpace('/data', 0, disk(GIB / 10, GIB))).not.toThrow()
})
