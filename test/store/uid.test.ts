import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idHash, packId, unpackId } from '../../collector/store/sqlite/uid.ts'

const id = fc.stringMatching(/^[A-Za-z0-9_-]{8,36}$/)
const nanoid = fc.stringMatching(/^[A-Za-z0-9_-]{21}$/)

test('every id comes back as it was given', () => {
  fc.assert(fc.property(fc.oneof(id, nanoid, fc.uuid()), (text) => unpackId(packId(text)) === text))
})

test('a nanoid and a UUID take 16 bytes', () => {
  expect(packId('V1StGXR8_Z5jdHi6B-myT')).toHaveLength(16)
  expect(packId('3b241101-e2bb-4255-8caf-4136c566a962')).toHaveLength(16)
})

test('two different ids never share a stored form', () => {
  fc.assert(
    fc.property(fc.oneof(nanoid, fc.uuid()), fc.oneof(nanoid, fc.uuid()), (a, b) => {
      const [left, right] = [packId(a), packId(b)].map((stored) =>
        Buffer.from(stored).toString('hex'),
      )
      return a === b || left !== right
    }),
  )
})

test('the same id on two sites has two names', () => {
  expect(idHash(1, 'abcdefgh')).not.toBe(idHash(2, 'abcdefgh'))
})

test('ids that differ in little have names of their own', () => {
  const names = new Set<bigint>()
  for (let index = 0; index < 150_000; index++) {
    names.add(idHash(1, `order-${index}`))
    names.add(idHash(2, `order-${index}`))
  }
  expect(names.size).toBe(300_000)
})

test('the lower and the upper half of a name are as good as random', () => {
  // Of p places, n random throws take p(1 − (1 − 1/p)^n), give or take 100 here.
  const [low, high] = [new Set<bigint>(), new Set<bigint>()]
  for (let index = 0; index < 100_000; index++) {
    const name = BigInt.asUintN(64, idHash(1, `visit-${index}`))
    low.add(name & 0xffffn)
    high.add(name >> 48n)
  }
  const expected = 65_536 * (1 - (1 - 1 / 65_536) ** 100_000)
  for (const { size } of [low, high]) expect(Math.abs(size - expected)).toBeLessThan(600)
})
