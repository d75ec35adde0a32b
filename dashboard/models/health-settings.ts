import type { AccountsAnswer } from './accounts.ts'
import { askReport } from './report.ts'
import type { HealthSettings } from './site-rules.ts'

type Sign = NonNullable<HealthSettings['key_events']>[number]
type Part = keyof HealthSettings['weights']

const PARTS = ['frequency', 'recency', 'breadth', 'depth'] as const satisfies Part[]

/** The settings as they are typed. */
export interface HealthDraft {
  /** Of 100, as text. */
  weights: Record<Part, string>
  /** A line each; null: as Tributary would. */
  keys: string[] | null
  signals: string[] | null
}

/** What stands before the name of a goal, to tell it from an event's. */
const GOAL = 'goal:'

/** Goals by their names, whatever they are stored by. */
export function draftOf(
  { weights, key_events, signals }: HealthSettings,
  goals: readonly { id: string; name: string }[],
): HealthDraft {
  const written = (signs: readonly Sign[] | null) =>
    signs?.map((sign) => lineOf(sign, goals)) ?? null
  return {
    weights: byPart((part) => String(Number((100 * weights[part]).toFixed(4)))),
    keys: written(key_events),
    signals: written(signals),
  }
}

function byPart<Value>(of: (part: Part) => Value): Record<Part, Value> {
  const [frequency, recency, breadth, depth] = PARTS.map(of)
  return { frequency, recency, breadth, depth } as Record<Part, Value>
}

function lineOf(
  { event, page, goal }: Sign,
  goals: readonly { id: string; name: string }[],
): string {
  if (goal === undefined) return event ?? page ?? ''
  const name = goals.find(({ id }) => id === goal)?.name ?? goal
  return `${GOAL} ${name}`
}

/** What a draft comes to; a weight that is no number is what the server refuses. */
export function settingsOf({ weights, keys, signals }: HealthDraft): HealthSettings {
  return {
    weights: byPart((part) => Number(weights[part].replace(',', '.')) / 100),
    key_events: keys && signsOf(keys),
    signals: signals && signsOf(signals),
  }
}

/** A line that begins with a slash or a star is a page, one that begins with `goal:` a goal, any other an event. */
function signsOf(lines: readonly string[]): Sign[] {
  return lines
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      if (line.startsWith(GOAL)) return { goal: line.slice(GOAL.length).trim() }
      return /^[/*]/u.test(line) ? { page: line } : { event: line }
    })
}

/** An account before a change and after it. */
export interface Moved {
  account: string
  before: number | null
  after: number | null
  wasAtRisk: boolean
  isAtRisk: boolean
}

export interface Moves {
  accounts: number
  /** Those that move by 5 and more, the furthest first. */
  moved: Moved[]
  newly: number
  noMore: number
  /** How often the score of 60 days before names who left; null where too few tell. */
  auc: { before: number; after: number } | null
}

/** Less is not worth a look. */
const FAR = 5

type Answer = Pick<AccountsAnswer, 'items' | 'totals' | 'backtest'>

export function movesOf(before: Answer, after: Answer): Moves {
  const then = new Map(after.items.map((row) => [row.account, row]))
  const both = before.items.flatMap((row): Moved[] => {
    const next = then.get(row.account)
    if (!next) return []
    return [
      {
        ...{ account: row.account, before: row.health, after: next.health },
        ...{ wasAtRisk: row.at_risk.length > 0, isAtRisk: next.at_risk.length > 0 },
      },
    ]
  })
  const [was, is] = [before.backtest, after.backtest]
  return {
    accounts: before.totals.accounts,
    moved: both
      .filter((one) => wayOf(one) >= FAR)
      .toSorted((a, b) => wayOf(b) - wayOf(a) || (a.account < b.account ? -1 : 1)),
    newly: both.filter(({ wasAtRisk, isAtRisk }) => isAtRisk && !wasAtRisk).length,
    noMore: both.filter(({ wasAtRisk, isAtRisk }) => wasAtRisk && !isAtRisk).length,
    auc: was && is ? { before: was.auc, after: is.auc } : null,
  }
}

function wayOf({ before, after }: Moved): number {
  return Math.abs((after ?? 0) - (before ?? 0))
}

const MOST = 1_000

/** How accounts stand now, and how they would with other settings. */
export async function askMoves(site: string, settings: HealthSettings): Promise<Moves> {
  const request = { period: '30d', limit: MOST } as const
  const usual = { key_events: settings.key_events, signals: settings.signals }
  const [before, after] = await Promise.all([
    askReport('accounts', request, { site }),
    askReport('accounts', { ...request, weights: settings.weights, ...usual }, { site }),
  ])
  return movesOf(before, after)
}
