import type { Moments, Outcome, Rules } from '../../../collector/reports/funnel/rules.ts'

/** The definition of a funnel as it is written, over every chain there is: for histories of a dozen events. */

const marksOf = (moments: Moments, place: number) => moments[place]?.marks ?? 0
const atOf = (moments: Moments, place: number) => moments[place]?.at ?? 0

const matches = (moments: Moments, place: number, step: number) =>
  Math.floor(marksOf(moments, place) / 2 ** step) % 2 === 1

/** Whether what lies strictly between the events of step `level` and the next one allows them to follow each other. */
function mayFollow(
  rules: Rules,
  moments: Moments,
  [from, to, level]: [number, number, number],
): boolean {
  return moments.every((moment, place) => {
    if (moment.at <= atOf(moments, from) || moment.at >= atOf(moments, to)) return true
    if ((moment.marks & (rules.excluded[level] ?? 0)) !== 0) return false
    if (rules.order !== 'strict') return true
    const steps = Array.from({ length: rules.steps }, (_, step) => step).filter((step) =>
      matches(moments, place, step),
    )
    return steps.length === 0 || steps.includes(level - 1) || steps.includes(level)
  })
}

/** Every chain that begins in the period, whole or not, by the places of its events. */
function chains(rules: Rules, moments: Moments): number[][] {
  const from = (chain: number[]): number[][] => [
    chain,
    ...(chain.length === rules.steps ? [] : longer(rules, moments, chain).flatMap(from)),
  ]
  return longer(rules, moments, [])
    .flatMap(from)
    .filter((chain) => Math.min(...chain.map((place) => atOf(moments, place))) < rules.until)
}

function longer(rules: Rules, moments: Moments, chain: number[]): number[][] {
  return [...moments.keys()]
    .filter((place) => !chain.includes(place) && matches(moments, place, chain.length))
    .map((place) => [...chain, place])
    .filter((one) => isChain(rules, moments, one))
}

function isChain(rules: Rules, moments: Moments, chain: number[]): boolean {
  const times = chain.map((place) => atOf(moments, place))
  if (Math.max(...times) - Math.min(...times) > rules.window) return false
  if (rules.order === 'any') return true
  const [last = 0, to = 0] = chain.slice(-2)
  if (chain.length === 1) return true
  return (
    atOf(moments, to) >= atOf(moments, last) &&
    mayFollow(rules, moments, [last, to, chain.length - 1])
  )
}

/** Places are in the order of time, then of the history. */
function compare(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((place, i) => place !== b[i])
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0)
}

const firstOf = (rules: Rules, chain: readonly number[]) =>
  rules.order === 'any' ? Math.min(...chain) : (chain[0] ?? -1)

export function outcomeByEveryChain(rules: Rules, moments: Moments): Outcome {
  const all = chains(rules, moments)
  const level = Math.max(0, ...all.map((chain) => chain.length))
  const [chain = []] = all
    .filter((one) => one.length === level)
    .sort((a, b) => compare([firstOf(rules, a), ...a], [firstOf(rules, b), ...b]))
  const first = level === 0 ? -1 : firstOf(rules, chain)
  return {
    level,
    chain,
    first,
    pending: level > 0 && level < rules.steps && mayGetOn(rules, moments),
  }
}

/** Whether something that happens now could make a chain whole. */
function mayGetOn(rules: Rules, moments: Moments): boolean {
  const later = Array.from({ length: rules.steps }, () => ({
    at: rules.now,
    marks: 2 ** rules.steps - 1,
    beside: [],
  }))
  const isOld = (chain: number[]) =>
    chain.some((place) => place < moments.length && atOf(moments, place) < rules.until)
  return chains(rules, [...moments, ...later]).some(
    (chain) => chain.length === rules.steps && isOld(chain) && isOfPast(rules, moments, chain),
  )
}

function isOfPast({ order }: Rules, moments: Moments, chain: number[]): boolean {
  if (order !== 'any') return (chain[0] ?? 0) < moments.length
  return chain.some((place) => place < moments.length)
}
