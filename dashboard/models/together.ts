import type { Question } from './resource.ts'

/** Two questions as one: what they are answered is never of two periods, as it could be of two that come one by one. */
export function together<One, Other, Answer>(
  [one, other]: readonly [Question<One> | undefined, Question<Other> | undefined],
  join: (one: One, other: Other) => Answer,
): Question<Answer> | undefined {
  if (!one || !other) return undefined
  const of = one.of ?? other.of
  return {
    key: `${one.key}\n${other.key}`,
    ...(of !== undefined && { of }),
    fetch: async (signal) => {
      const [first, second] = await Promise.all([one.fetch(signal), other.fetch(signal)])
      return join(first, second)
    },
  }
}
