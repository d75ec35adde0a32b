import { describe, expect, test } from 'vitest'
import { type Assignable, assign } from '../../experiments/assignment/assign.ts'
import { bucket, fnv1a } from '../../experiments/assignment/hash.ts'
import { chosen, ranges } from '../../experiments/assignment/ranges.ts'

const hero: Assignable = {
  status: 'running',
  seed: 'hero',
  variants: [
    { key: 'control', weight: 0.5 },
    { key: 'b', weight: 0.5 },
  ],
  coverage: 1,
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `visitor-${i}`)
}

describe('hash', () => {
  // '' to 'foobar': the reference vectors of the FNV authors (test_fnv.c).
  // Beyond ASCII by hand over UTF-16 code units, 'ü' being the one unit 0x00fc:
  // python3 -c "h=0x811c9dc5;h=((h^0xfc)*0x01000193)&0xffffffff;print(hex(h))"
  test.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['b', 0xe70c2de5],
    ['foobar', 0xbf9cf968],
    ['ü', 0x790b80bb],
    ['😀', 0xcb31c4b8],
  ])('FNV-1a of %j', (text, hash) => {
    expect(fnv1a(text)).toBe(hash)
  })

  // ('seed', 'a') is GrowthBook's published v2 case; the others come from a separate program of
  // the definition: fnv(str(fnv(seed + id))) % 10000 / 10000, e.g. fnv('a') = 3826002220,
  // fnv('3826002220') % 10000 = 216.
  test.each([
    ['seed', 'a', 0.0505],
    ['', 'a', 0.0216],
    ['', 'b', 0.9054],
    ['b', 'a', 0.665],
    ['hero', 'user-42', 0.4151],
    ['hero', 'unit-1', 0.3178],
    ['__landing', 'user-42', 0.453],
  ])('bucket of seed %j and id %j', (seed, id, place) => {
    expect(bucket(seed, id)).toBe(place)
  })
})

describe('ranges', () => {
  test.each([
    ['no weights are equal weights', undefined, 1, [0, 0.5, 0.5, 1]],
    ['weights of another number are ignored', [0.2, 0.2, 0.6], 1, [0, 0.5, 0.5, 1]],
    ['weights summing below 0.99 are ignored', [0.4, 0.1], 1, [0, 0.5, 0.5, 1]],
    ['weights summing above 1.01 are ignored', [0.7, 0.6], 1, [0, 0.5, 0.5, 1]],
    ['weights summing to 0.99 stand', [0.49, 0.5], 1, [0, 0.49, 0.49, 0.99]],
    ['coverage shortens each stretch from its end', [0.4, 0.6], 0.5, [0, 0.2, 0.4, 0.7]],
    ['coverage 0 leaves nobody', undefined, 0, [0, 0, 0.5, 0.5]],
    ['coverage is held within 0 and 1', undefined, 1.5, [0, 0.5, 0.5, 1]],
    ['negative coverage is none', undefined, -0.2, [0, 0, 0.5, 0.5]],
  ])('%s', (_fact, weights, coverage, edges) => {
    const flat = ranges(2, weights, coverage).flat()
    expect(flat).toHaveLength(edges.length)
    for (const [i, edge] of edges.entries()) expect(flat[i]).toBeCloseTo(edge, 12)
  })

  test('of three variants each stretch begins where full coverage would have it', () => {
    const stretches = ranges(3, [0.5, 0.25, 0.25], 0.4)
    expect(stretches).toEqual([
      [0, 0.2],
      [0.5, 0.6],
      [0.75, 0.85],
    ])
  })

  test('a stretch holds its start and not its end', () => {
    const halves = ranges(2, undefined, 1)
    expect([chosen(halves, 0), chosen(halves, 0.4999), chosen(halves, 0.5)]).toEqual([0, 0, 1])
    expect(chosen(ranges(2, undefined, 0.5), 0.3)).toBe(-1)
  })
})

describe('assign', () => {
  test('raising coverage moves nobody between variants', () => {
    const before = ids(2_000).map((id) => assign({ ...hero, coverage: 0.3 }, unit(id)).variant)
    const after = ids(2_000).map((id) => assign({ ...hero, coverage: 0.8 }, unit(id)).variant)
    const stayed = before.every((variant, i) => variant === null || variant === after[i])
    expect(stayed).toBe(true)
    expect(after.filter(Boolean).length).toBeGreaterThan(before.filter(Boolean).length)
  })

  test('two layers with touching ranges share no unit', () => {
    const left: Assignable = { ...hero, layer: 'landing', layer_range: [0, 0.5] }
    const right: Assignable = { ...hero, seed: 'cta', layer: 'landing', layer_range: [0.5, 1] }
    for (const id of ids(1_000)) {
      const taking = [left, right].filter((experiment) => assign(experiment, unit(id)).variant)
      expect(taking).toHaveLength(1)
    }
  })

  test('a third of weight gets about a third of units', () => {
    const three = { ...hero, variants: [{ key: 'control' }, { key: 'b' }, { key: 'c' }] }
    const shares = new Map<string | null, number>()
    for (const id of ids(9_000)) {
      const { variant } = assign(three, unit(id))
      shares.set(variant, (shares.get(variant) ?? 0) + 1)
    }
    for (const key of ['control', 'b', 'c']) expect(shares.get(key)).toBeCloseTo(3_000, -3)
  })

  test.each([
    ['not running is out, even when forced', { status: 'paused' }, { forced: 'b' }, 'not_running'],
    ['forced comes before the target', {}, { forced: 'b', targeted: false }, 'forced'],
    ['a forced variant that does not exist is not forced', {}, { forced: 'z' }, 'assigned'],
    [
      'outside the target is out, with or without an id',
      {},
      { targeted: false, id: null },
      'target',
    ],
    ['no id is out', {}, { id: null }, 'no_id'],
    ['an empty id is no id', {}, { id: '' }, 'no_id'],
    ['a kept variant outlives a smaller coverage', { coverage: 0 }, { kept: 'b' }, 'kept'],
    ['outside the layer is out before coverage', { layer: 'l', layer_range: [0, 0] }, {}, 'layer'],
    ['without coverage nobody is in', { coverage: 0 }, {}, 'coverage'],
  ] as const)('%s', (_fact, experiment, of, reason) => {
    expect(assign({ ...hero, ...experiment }, { ...unit('user-42'), ...of }).reason).toBe(reason)
  })

  test('user-42 falls into the first half of hero', () => {
    expect(assign(hero, unit('user-42'))).toEqual({ variant: 'control', reason: 'assigned' })
  })
})

function unit(id: string) {
  return { id, targeted: true }
}
