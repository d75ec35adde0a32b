/** One in a thousand intervals that nothing is wrong with. */
const RARE = 0.001

/**
 * Whether no event at all says that something is broken. If n such intervals before had S events together, the chance of none in one
 * more is (n / (n + 1))^S (Przyborowski and Wilenski 1940): of 31 in 4 weeks (4/5)^31 = 0.0010, of 10 in the only one before
 * (1/2)^10 = 0.0010. Where one of them was empty, being empty is usual.
 */
export function hasStopped(count: number, before: readonly number[]): boolean {
  if (count > 0 || before.length === 0 || before.includes(0)) return false
  const sum = before.reduce((all, one) => all + one, 0)
  return (before.length / (before.length + 1)) ** sum < RARE
}
