import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Transitions } from '../../../collector/acquisition/credit/markov.ts'

interface Path {
  states: number[]
  converts: boolean
}

function shares(count: number, paths: readonly Path[]): number[] {
  const chain = new Transitions(count)
  for (const { states, converts } of paths) chain.add(states, converts)
  return chain.removalShares()
}

/** The definition itself: the chain is walked until nothing is left, once whole and once without each state. */
function byWalking(count: number, paths: readonly Path[]): number[] {
  const whole = chanceToConvert(paths, -1)
  const effects = Array.from({ length: count }, (_, state) => whole - chanceToConvert(paths, state))
  const all = effects.reduce((sum, effect) => sum + effect, 0)
  return effects.map((effect) => (all > 0 ? effect / all : 0))
}

type Steps = Map<string, Map<string, number>>

function stepsOf(paths: readonly Path[]): Steps {
  const steps: Steps = new Map()
  for (const { states, converts } of paths) {
    const names = ['start', ...states.map(String), converts ? 'conversion' : 'null']
    for (const [i, name] of names.slice(0, -1).entries()) {
      const follows = steps.get(name) ?? new Map<string, number>()
      steps.set(name, added(follows, names[i + 1] ?? '', 1))
    }
  }
  return steps
}

function added(sums: Map<string, number>, name: string, more: number): Map<string, number> {
  return sums.set(name, (sums.get(name) ?? 0) + more)
}

function chanceToConvert(paths: readonly Path[], removed: number): number {
  const steps = stepsOf(paths)
  let at = new Map([['start', 1]])
  let converted = 0
  for (let step = 0; step < 5_000; step++) {
    const next = stepped(at, steps)
    converted += next.get('conversion') ?? 0
    for (const end of ['conversion', 'null', String(removed)]) next.delete(end)
    at = next
  }
  return converted
}

function stepped(at: Map<string, number>, steps: Steps): Map<string, number> {
  const next = new Map<string, number>()
  for (const [name, chance] of at) {
    const follows = [...(steps.get(name) ?? [])]
    const all = follows.reduce((sum, [, times]) => sum + times, 0)
    for (const [to, times] of follows) added(next, to, (chance * times) / all)
  }
  return next
}

test('two states by hand', () => {
  const paths = [
    { states: [0, 1], converts: true },
    { states: [0], converts: true },
    { states: [1], converts: false },
  ]
  const [a = 0, b = 0] = shares(2, paths)
  expect(a).toBeCloseTo(0.6, 14)
  expect(b).toBeCloseTo(0.4, 14)
})

test('the effects are those of walking the chain without each state', () => {
  const path = fc.record({
    states: fc.array(fc.nat(4), { minLength: 1, maxLength: 5 }),
    converts: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 12 }), (paths) => {
      const known = byWalking(5, paths)
      for (const [i, share] of shares(5, paths).entries())
        expect(share).toBeCloseTo(known[i] ?? 0, 9)
    }),
    { numRuns: 60 },
  )
})

test('the order of the paths changes nothing that anyone could see', () => {
  const paths = [[0, 1, 2], [2, 2, 1], [1], [0, 2], [2]].map((states, i) => ({
    states,
    converts: i % 2 === 0,
  }))
  const forth = shares(3, paths)
  const back = shares(3, paths.toReversed())
  for (const [i, share] of forth.entries()) expect(share).toBeCloseTo(back[i] ?? 0, 14)
})

test('without a conversion nobody has a share', () => {
  expect(shares(2, [{ states: [0, 1], converts: false }])).toEqual([0, 0])
  expect(shares(2, [])).toEqual([0, 0])
})

test('a state that leads to nothing has no share, whatever leads to it, and nobody has less', () => {
  const paths = [
    { states: [0, 1], converts: true },
    { states: [2], converts: false },
    { states: [0, 2], converts: false },
    { states: [2, 2, 2], converts: false },
  ]
  expect(shares(3, paths)).toEqual([0.5, 0.5, 0])
})

test('states may come that nobody had counted', () => {
  const chain = new Transitions()
  chain.add([3], true)
  expect(chain.removalShares()).toEqual([0, 0, 0, 1])
})
