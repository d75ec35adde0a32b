import type { AccountsAnswer } from '../../models/accounts.ts'

export type Habit = AccountsAnswer['habits'][number]

/** Fewer on either side say nothing. */
const ENOUGH = 5

/** Those with enough accounts on both sides, with how far the shares are apart; the widest apart first. */
export function tellingHabits(habits: readonly Habit[]): (Habit & { gap: number })[] {
  return habits
    .filter(({ did, did_not }) => did.accounts >= ENOUGH && did_not.accounts >= ENOUGH)
    .map((habit) => ({ ...habit, gap: shareOf(habit.did) - shareOf(habit.did_not) }))
    .toSorted((a, b) => b.gap - a.gap)
}

function shareOf({ kept, accounts }: Habit['did']): number {
  return kept / accounts
}
