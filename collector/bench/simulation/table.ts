import type { Simulated } from './simulate.ts'

const HEAD = [
  'of tests with nothing to find, % wrong',
  'Welch, at the end',
  'Welch, at every look',
  'Bayesian, at every look',
  'four planned looks',
  'always valid, from the first look',
  'of it better / worse',
  'verdict',
  'of it ship / roll back',
] as const

/** The table of docs/statistics.md: each share with its own standard error by chance. */
export function simulationTable(rows: readonly Simulated[]): string {
  const rule = HEAD.map((_, i) => (i === 0 ? '---' : '---:'))
  return [HEAD, rule, ...rows.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function cells({ tests, ...row }: Simulated): string[] {
  const share = (count: number) => withError(count, tests)
  const sides = ({ better, worse }: Simulated['sequence']) =>
    `${digits(better / tests)} / ${digits(worse / tests)}`
  return [
    row.name,
    share(row.once),
    share(row.peeking),
    share(row.bayesian),
    row.planned === undefined ? '–' : share(row.planned),
    share(row.sequence.better + row.sequence.worse),
    sides(row.sequence),
    share(row.verdict.better + row.verdict.worse),
    sides(row.verdict),
  ]
}

/** √(p(1 − p)/n): 5 % of 20,000 are 5.00 ± 0.15. */
function withError(count: number, tests: number): string {
  const share = count / tests
  return `${digits(share)} ± ${digits(Math.sqrt((share * (1 - share)) / tests))}`
}

function digits(share: number): string {
  return (100 * share).toFixed(2)
}
