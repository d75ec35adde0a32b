import type { planner } from '../../texts/en/planner.ts'

type Text = (typeof planner)['notes']

/** How notes are written in the reader's language. */
interface Writing {
  text: Text
  language: string
  channel(name: string): string
  money(amount: number, currency: string): string
  day(date: string): string
}

/** How the report words what it cannot see. */
const UNLOCKED = /^nothing is locked by (.+?)(?: and (\d+) more)?: no row of the period/u
const NO_RATE = /^spend of (-?[\d.]+) ([A-Z]{3}) has no rate/u
const CUT_DAY = /^the cost of ([\d-]{10}), (-?[\d.]+) ([A-Z]{3}), is that of the day as it was/u
const BEFORE = /^(\d+) % of what (.+) is credited with comes from visits before the period/u
/** Told with the plan's own sentence. */
const SHORT_OF_LOCKED = /^what is locked costs /u
/** In place of the name of a row that has none. */
const WITHOUT_VALUE = 'the row without a value'

/** What a plan's numbers leave out, a sentence for each kind; a warning that is not known here stays as it is. */
export function planNotes(warnings: readonly string[], writing: Writing): string[] {
  const notes = [unlocked, withoutRate, ofCutDay, fromBefore].flatMap((note) =>
    note(warnings, writing),
  )
  const known = [UNLOCKED, NO_RATE, CUT_DAY, BEFORE, SHORT_OF_LOCKED]
  return [...notes, ...warnings.filter((one) => !known.some((pattern) => pattern.test(one)))]
}

function matches(warnings: readonly string[], pattern: RegExp): RegExpExecArray[] {
  return warnings.flatMap((warning) => {
    const found = pattern.exec(warning)
    return found ? [found] : []
  })
}

function listed(names: readonly string[], { language }: Writing): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}

function unlocked(warnings: readonly string[], { text }: Writing): string[] {
  return matches(warnings, UNLOCKED).map(([, names = '', more]) =>
    text.unlocked(more === undefined ? names : text.andMore(names, more)),
  )
}

function withoutRate(warnings: readonly string[], writing: Writing): string[] {
  const amounts = matches(warnings, NO_RATE).map(([, amount, currency = '']) =>
    writing.money(Number(amount), currency),
  )
  return amounts.length === 0 ? [] : [writing.text.noRate(listed(amounts, writing))]
}

function ofCutDay(warnings: readonly string[], { text, money, day }: Writing): string[] {
  return matches(warnings, CUT_DAY).map(([, date = '', amount, currency = '']) =>
    text.cutDay(day(date), money(Number(amount), currency)),
  )
}

function fromBefore(warnings: readonly string[], writing: Writing): string[] {
  const { text, channel } = writing
  const shares = matches(warnings, BEFORE).map(([, share = '', name = '']) =>
    text.shareOf(name === WITHOUT_VALUE ? text.unnamed : channel(name), share),
  )
  return shares.length === 0 ? [] : [text.before(listed(shares, writing))]
}

/** The locked values without those that a warning says are no row's. */
export function stillLocked(
  locked: readonly (string | null)[],
  warnings: readonly string[],
): (string | null)[] {
  const named = warnings.filter((warning) => UNLOCKED.test(warning)).join('\n')
  return locked.filter((value) => !named.includes(JSON.stringify(value)))
}
