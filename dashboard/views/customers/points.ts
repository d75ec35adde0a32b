import type { AccountRow, AccountsAnswer } from '../../models/accounts.ts'

type Part = keyof AccountRow['parts']

/** From what one sees first to what one sees last. */
export const PARTS = ['frequency', 'recency', 'breadth', 'depth'] as const satisfies Part[]

/** What a part of health comes to. */
export interface PartOfHealth {
  part: Part
  /** 0–1; null: there is nothing to hold it against. */
  value: number | null
  /** Of all that have a basis; they sum to 1. */
  weight: number
  /** Of 100: they sum to the account's health. */
  points: number
}

/**
 * The parts of an account's health. Frequency 0.5, recency 1, depth 0.25 and no key events, weighed 0.35, 0.25, 0.2: of
 * their sum 0.8 they are 0.4375, 0.3125 and 0.25, so 21.9, 31.25 and 6.25 points.
 */
export function partsOfHealth(
  { parts }: Pick<AccountRow, 'parts'>,
  { weights }: Pick<AccountsAnswer['scoring'], 'weights'>,
): PartOfHealth[] {
  const based = PARTS.filter((part) => parts[part] !== null)
  const whole = based.reduce((sum, part) => sum + (weights[part] ?? 0), 0)
  return PARTS.map((part) => {
    const value = parts[part]
    const weight = value === null || whole === 0 ? 0 : (weights[part] ?? 0) / whole
    return { part, value, weight, points: 100 * weight * (value ?? 0) }
  })
}
