import { expect, test } from 'vitest'
import { DRAWS, weightsOf } from '../../../collector/acquisition/credit/draws.ts'

const PEOPLE = 2_000

function drawn(person: number): Uint8Array {
  const weights = new Uint8Array(DRAWS)
  weightsOf(person, weights)
  return weights
}

test('a person weighs as a Poisson of mean 1 does', () => {
  const seen = new Array<number>(14).fill(0)
  for (let person = 1; person <= PEOPLE; person++) {
    for (const weight of drawn(person)) seen[weight] = (seen[weight] ?? 0) + 1
  }
  let known = Math.exp(-1)
  for (let k = 0; k < 6; k++) {
    const share = (seen[k] ?? 0) / (PEOPLE * DRAWS)
    // Four standard errors.
    expect(Math.abs(share - known)).toBeLessThan(4 * Math.sqrt(known / (PEOPLE * DRAWS)))
    known /= k + 1
  }
})

test('neighbours weigh independently, within a draw and from draw to draw', () => {
  let [across, along] = [0, 0]
  for (let person = 1; person <= PEOPLE; person++) {
    const [one, other] = [drawn(person), drawn(person + 1)]
    for (let i = 1; i < DRAWS; i++) {
      across += ((one[i] ?? 0) - 1) * ((other[i] ?? 0) - 1)
      along += ((one[i] ?? 0) - 1) * ((one[i - 1] ?? 0) - 1)
    }
  }
  const bound = 4 / Math.sqrt(PEOPLE * DRAWS)
  expect(Math.abs(across) / (PEOPLE * DRAWS)).toBeLessThan(bound)
  expect(Math.abs(along) / (PEOPLE * DRAWS)).toBeLessThan(bound)
})

test('the same person weighs the same again', () => {
  expect(drawn(77)).toEqual(drawn(77))
})
