/** Of both periods. */
export interface Both<T> {
  before: T
  after: T
}

/** People of a value in one period, and what they did in sum. */
export interface Side {
  people: number
  amount: number
}

/** How much of a change is owed to how many people there were, and how much to what they did. */
export interface Effects extends Both<{ people: number; rate: number }> {
  /** Volume of a count, mix of a rate. */
  people_effect: number
  rate_effect: number
}

/** Of a value that was not there: what it has in the other period. */
function ratesOf({ before, after }: Both<Side>): Both<number> {
  const [first, second] = [before.amount / before.people, after.amount / after.people]
  if (before.people === 0 && after.people === 0) return { before: 0, after: 0 }
  return {
    before: before.people === 0 ? second : first,
    after: after.people === 0 ? first : second,
  }
}

/**
 * Effects on a count, Σ nᵢrᵢ over all values: volume Δn·r̄ + rate n̄·Δr = n₁r₁ − n₀r₀. Of 100 people with 20 sign-ups and then
 * 60 with 9: −40 × (0.2 + 0.15)/2 = −7, and 80 × −0.05 = −4; in all −11.
 */
export function effectsOnCount(sides: Both<Side>): Effects {
  const { before, after } = sides
  const rates = ratesOf(sides)
  return {
    before: { people: before.people, rate: rates.before },
    after: { people: after.people, rate: rates.after },
    people_effect: ((after.people - before.people) * (rates.before + rates.after)) / 2,
    rate_effect: ((before.people + after.people) / 2) * (rates.after - rates.before),
  }
}

/**
 * Effects on a rate, Σ sᵢrᵢ over all values with sᵢ = nᵢ/n: mix Δs·(r̄ᵢ − r̄) + rate s̄·Δr. Of 100 people at 0.2 among 200 at
 * 0.15, then 60 at 0.15 among 160 at 0.1: (0.375 − 0.5) × (0.175 − 0.125) = −0.00625, and 0.4375 × −0.05 = −0.021875.
 * Where one period has nobody r̄ counts as 0: shares that do not sum to 1 twice do not cancel it.
 */
export function effectsOnRate(sides: Both<Side>, whole: Both<Side>): Effects {
  const { before, after } = sides
  const rates = ratesOf(sides)
  const [first, second] = [shareOf(before, whole.before), shareOf(after, whole.after)]
  const middle = middleRate(whole)
  return {
    before: { people: before.people, rate: rates.before },
    after: { people: after.people, rate: rates.after },
    people_effect: (second - first) * ((rates.before + rates.after) / 2 - middle),
    rate_effect: ((first + second) / 2) * (rates.after - rates.before),
  }
}

function shareOf(part: Side, whole: Side): number {
  return whole.people === 0 ? 0 : part.people / whole.people
}

function middleRate({ before, after }: Both<Side>): number {
  if (before.people === 0 || after.people === 0) return 0
  return (before.amount / before.people + after.amount / after.people) / 2
}
