import type { Filter } from '../../../collector/settings/filter.ts'
import { joinedBy } from '../../models/filter-choice.ts'
import type { PeriodName } from '../../models/period.ts'
import { wordsIn } from '../../models/ranking.ts'

/** One thing that a phrase may name, by what it is called. */
export type Named = { names: readonly string[] } & (
  | { page: string; by?: string | undefined }
  | { metric: string }
  | { period: PeriodName }
  | { goal: string }
  | { filter: Filter }
  | { filler: true }
)

/**
 * What a phrase asks for: "purchases by campaign, Germany, last week" is a page, a goal, a filter and a period, "revenue by
 * city" a page in the order of a metric.
 */
export interface Phrase {
  page?: string
  /** The dimension of a page that has several. */
  by?: string | undefined
  /** What the rows are in the order of. */
  metric?: string
  period?: PeriodName
  goal?: string
  filters: Filter[]
  /** As they are called, in the order they were said. */
  said: string[]
}

/** Names are of so many words at most. */
const LONGEST = 5
/** Fewer letters begin too many names. */
const LEAST_LETTERS = 3

interface Lexicon {
  whole: ReadonlyMap<string, Named>
  /** The first word of each name that may be cut short, in order of use. */
  beginnings: readonly { word: string; named: Named }[]
}

/** What can be named; of two things of one name the first counts, and only what filters may be cut short. */
export function lexicon(all: readonly Named[]): Lexicon {
  const whole = new Map<string, Named>()
  for (const named of all) {
    for (const name of named.names) {
      const key = plain(name).join(' ')
      if (key !== '' && !whole.has(key)) whole.set(key, named)
    }
  }
  const filters = all.filter((named) => 'filter' in named || 'goal' in named)
  const beginnings = filters.flatMap((named) =>
    named.names.map((name) => ({ word: plain(name)[0] ?? '', named })),
  )
  return { whole, beginnings }
}

/** Commas and the like part words; what is asked for may be said in the plural. */
function plain(text: string): string[] {
  return wordsIn(text.replaceAll(/[,;·:，、；：]+/gu, ' '))
}

/** What a phrase means, where every word of it means something and two things at least are named. */
export function readPhrase(typed: string, { whole, beginnings }: Lexicon): Phrase | undefined {
  const words = plain(typed)
  const phrase: Phrase = { filters: [], said: [] }
  let named = 0
  for (let at = 0; at < words.length; ) {
    const found = longest(words, at, whole) ?? beginning(words[at] ?? '', beginnings)
    if (!found) return undefined
    at += found.length
    if (!('filler' in found.named)) named++
    take(phrase, found.named)
  }
  return named > 1 ? phrase : undefined
}

interface FoundName {
  named: Named
  /** In words. */
  length: number
}

function longest(
  words: readonly string[],
  at: number,
  whole: Lexicon['whole'],
): FoundName | undefined {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    const name = words.slice(at, at + length).join(' ')
    const named = whole.get(name) ?? whole.get(name.replace(/s$/u, ''))
    if (named) return { named, length }
  }
  return undefined
}

function beginning(word: string, beginnings: Lexicon['beginnings']): FoundName | undefined {
  if (word.length < LEAST_LETTERS) return undefined
  const found = beginnings.find((one) => one.word.startsWith(word))
  return found && { named: found.named, length: 1 }
}

function take(phrase: Phrase, named: Named): void {
  if ('filler' in named) return
  phrase.said.push(named.names[0] ?? '')
  if ('page' in named) Object.assign(phrase, { page: named.page, by: named.by })
  else if ('metric' in named) phrase.metric = named.metric
  else if ('period' in named) phrase.period = named.period
  else if ('goal' in named) phrase.goal = named.goal
  else phrase.filters = joinedBy(phrase.filters, named.filter)
}
