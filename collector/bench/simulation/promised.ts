import type { Simulated } from './simulate.ts'

/** A share of the tests, and between what it has to lie. */
interface Promised {
  what: string
  count: number
  least: number
  most: number
}

/** What is promised of each scenario (docs/statistics.md), and is not held. */
export function broken(simulated: Simulated): string[] {
  return promisedOf(simulated)
    .filter(({ count, least, most }) => {
      const share = count / simulated.tests
      return share < least || share > most
    })
    .map(({ what, count, least, most }) => {
      const bounds =
        least > 0 ? `between ${percent(least)} and ${percent(most)}` : `≤ ${percent(most)}`
      return `${simulated.name}: ${what} ${percent(count / simulated.tests)}, not ${bounds}`
    })
}

function promisedOf({ isLopsided, once, planned, sequence, verdict }: Simulated): Promised[] {
  const byWelch = [
    { what: 'looked at once', count: once, least: 0.044, most: 0.056 },
    { what: 'planned looks', count: planned ?? 0, least: 0, most: 0.056 },
  ]
  return [
    ...(isLopsided ? [] : byWelch),
    ...sidesOf('always valid', sequence),
    ...sidesOf('verdict', verdict),
  ]
}

function sidesOf(what: string, { better, worse }: Simulated['sequence']): Promised[] {
  return [
    { what, count: better + worse, least: 0, most: 0.055 },
    { what: `${what}, better`, count: better, least: 0, most: 0.035 },
    { what: `${what}, worse`, count: worse, least: 0, most: 0.035 },
  ]
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
