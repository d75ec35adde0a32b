/** How much less a chain of walks converts without each of its values: the chain is walked, not solved. */
export function removalEffects(values: string[], walks: string[][]): number[] {
  const steps = stepsOf(walks)
  return values.map((value) => chanceIn(steps) - chanceIn(steps, value))
}

type Steps = Map<string, Map<string, number>>

function stepsOf(walks: string[][]): Steps {
  const steps: Steps = new Map()
  for (const walk of walks) {
    for (const [i, from] of walk.slice(0, -1).entries()) {
      const follows = steps.get(from) ?? new Map<string, number>()
      const to = walk[i + 1] ?? ''
      steps.set(from, follows.set(to, (follows.get(to) ?? 0) + 1))
    }
  }
  return steps
}

/** Chance that the chain converts when a value leads to nothing: it is walked until nothing is left. */
function chanceIn(steps: Steps, removed?: string): number {
  let at = new Map([['(start)', 1]])
  let converted = 0
  for (let step = 0; step < 4_000 && at.size > 0; step++) {
    at = stepped(at, steps)
    converted += at.get('(yes)') ?? 0
    for (const end of ['(yes)', '(no)', removed ?? '']) at.delete(end)
  }
  return converted
}

function stepped(at: Map<string, number>, steps: Steps): Map<string, number> {
  const next = new Map<string, number>()
  for (const [from, mass] of at) {
    const follows = [...(steps.get(from) ?? [])]
    const all = follows.reduce((sum, [, times]) => sum + times, 0)
    if (mass < 1e-18) continue
    for (const [to, times] of follows) next.set(to, (next.get(to) ?? 0) + (mass * times) / all)
  }
  return next
}
