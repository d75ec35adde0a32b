import type { Surprise } from '../reports/usual/answer.ts'
import type { Metric } from '../vocabulary.ts'
import { clean } from './clean.ts'
import { isEmpty } from './facts.ts'
import { unitOf } from './formats.ts'
import { addsUpDays, likeBeforeOf } from './like-before.ts'
import type { Telling, Tone } from './told.ts'

interface Said {
  sentences: string[]
  /** The first of them as far as a subject has room for it. */
  headline: string
  tone: Tone
}

/** What there is to say first: that nothing came, what is beyond chance and why, or that all is as usual. */
export function sentenceOf(telling: Telling): Said {
  const { facts, texts } = telling
  if (isEmpty(facts)) return nothingSaid(telling)
  const [surprise] = facts.usual.surprises
  if (!surprise) {
    const plain = plainSentence(telling)
    const usual = facts.usual.reason === null ? [texts.asUsual] : []
    return { sentences: [...plain.sentences, ...usual], headline: plain.headline, tone: 'plain' }
  }
  const head = headOf(telling, surprise, surpriseWhen(telling, surprise))
  const tone = (surprise.side === 'high') === (surprise.metric !== 'bounce_rate') ? 'good' : 'bad'
  const first = head + usuallyOf(telling, surprise)
  // The subject of a day names it anyway.
  const headline = telling.per === 'day' ? headOf(telling, surprise, '').trim() : head
  return { sentences: [first, ...reasonOf(telling, surprise)], headline, tone }
}

function nothingSaid(telling: Telling): Said {
  const { facts, texts } = telling
  const first = texts.nothing(whenOf(telling))
  const second = facts.stats.meta.data_from === null ? texts.nothingEver : texts.stopped
  return { sentences: [first, second], headline: texts.nothingShort, tone: 'bad' }
}

function plainSentence(telling: Telling): { sentences: string[]; headline: string } {
  const { facts, texts, formats } = telling
  const now = facts.stats.totals.visitors ?? 0
  const before = likeBeforeOf('visitors', facts.stats)?.totals.visitors
  const count = formats.number('count', now)
  const isAdded = addsUpDays('visitors', facts.stats.meta)
  const tell = isAdded ? texts.visitorDaysIn : texts.visitorsIn
  const headline = tell(count, now === 1, '').trim()
  const said = tell(count, now === 1, whenOf(telling))
  const against = before ? heldAgainst(telling, now / before - 1, beforeOf(telling)) : undefined
  return { sentences: [texts.sentence(said, against)], headline }
}

function heldAgainst({ texts, formats }: Telling, moved: number, before: string): string {
  if (Math.abs(moved) < 0.0005) return texts.asMany(before)
  const share = formats.share(Math.abs(moved))
  return moved < 0 ? texts.lessThan(share, before) : texts.moreThan(share, before)
}

/** What is compared with, after *more than*: `on Tue 17 Nov`, `in the week before`, `in October 2026`. */
function beforeOf({ facts, per, texts, formats }: Telling): string {
  const { from = '' } = facts.stats.compared ?? {}
  if (per === 'week') return texts.weekBefore
  const named = per === 'day' ? texts.on(formats.weekday(from)) : texts.inMonth(formats.month(from))
  return named.replace(/，$/u, '')
}

/** `on Tue 24 Nov`, `in the week of 23 – 29 Nov 2026`, `in November 2026`. */
function whenOf({ per, days, texts, formats }: Telling): string {
  if (per === 'day') return texts.on(formats.weekday(days.from))
  return per === 'week'
    ? texts.inWeek(formats.range(days))
    : texts.inMonth(formats.month(days.from))
}

/** `Signup down 62% on Tue 24 Nov`. */
function headOf({ facts, texts, formats }: Telling, surprise: Surprise, when: string): string {
  const { metric, value, expected, side } = surprise
  const goal = facts.main && texts.ofGoal[metric]?.(clean(facts.main.name))
  const what = goal ?? texts.metrics[metric] ?? metric
  const isRate = unitOf(metric as Metric) === 'rate'
  const moved = isRate ? Math.abs(value - expected) : Math.abs(value / expected - 1)
  const size = isRate ? texts.points(formats.points(moved)) : formats.share(moved)
  return texts.moved(what, size, when, side === 'low')
}

function surpriseWhen({ texts, formats }: Telling, { from, to }: Surprise): string {
  return from === to ? texts.on(formats.weekday(from)) : texts.during(formats.range({ from, to }))
}

function usuallyOf({ texts, formats }: Telling, { metric, value, low, high }: Surprise): string {
  const unit = unitOf(metric as Metric)
  const tell = (number: number) => formats.number(unit, number)
  return texts.usually(tell(value), tell(low), tell(high))
}

/** The greatest cause that lies on its side, one with a name rather than without. */
function reasonOf({ facts, texts, formats }: Telling, { metric, side }: Surprise): string[] {
  const causes = (facts.why?.named ?? []).filter(({ total }) => total < 0 === (side === 'low'))
  const cause = causes.find(({ value }) => value !== null) ?? causes[0]
  if (!cause) return []
  const { dimension, value, total, why, rose } = cause
  const unit = unitOf(metric as Metric)
  const size = Math.abs(total)
  const part = unit === 'rate' ? texts.points(formats.points(size)) : formats.number(unit, size)
  const name = valueName({ texts, formats }, dimension, value)
  const what = texts.why[why][rose ? 'rose' : 'fell']
  const sign = total < 0 ? '−' : '+'
  return [texts.most(texts.dimensions[dimension] ?? dimension, name, what, sign + part)]
}

function valueName(
  { texts, formats }: Pick<Telling, 'texts' | 'formats'>,
  dimension: string,
  value: string | number | null,
): string {
  if (value === null || value === '') return texts.absent
  const text = clean(String(value))
  if (dimension === 'country') return formats.country(text)
  return Object.hasOwn(texts.values, text) ? (texts.values[text] ?? text) : text
}
