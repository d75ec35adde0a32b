import type { Goal } from '../../collector/settings/goals.ts'

/** Names as an option of the address has them; none of what is no list. */
export function namesIn(text: string | undefined): string[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : []
  } catch {
    // A link cut short still opens the page that nothing was said of.
    return []
  }
}

/** As the address keeps names. */
export function written(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : JSON.stringify(names)
}

/** Names of the goals up to the first that brings money; of all where none does. */
export function upToPaying(goals: readonly Pick<Goal, 'name' | 'value'>[]): string[] {
  const paying = goals.findIndex(({ value }) => value === 'revenue')
  return goals.slice(0, paying < 0 ? undefined : paying + 1).map(({ name }) => name)
}
