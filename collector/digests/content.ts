import type { DateRange } from '../reports/time/period.ts'
import { aimsTold } from './aims.ts'
import { brokenTold } from './broken.ts'
import { clean } from './clean.ts'
import { courseOf } from './course.ts'
import { type Facts, isEmpty } from './facts.ts'
import { type Formats, formatsFor } from './formats.ts'
import { moversTold } from './movers.ts'
import { type Per, rangeOf } from './schedule.ts'
import { sentenceOf } from './sentence.ts'
import type { Language } from './texts/languages.ts'
import { TEXTS } from './texts/texts.ts'
import { comparedDays, tilesOf } from './tiles.ts'
import type { Content, Telling } from './told.ts'

interface Asked {
  facts: Facts
  site: Telling['site']
  per: Per
  interval: { from: number; to: number }
  language: Language
  /** Where people reach the server. */
  origin: string
}

/** The days told of, as a title has them: `Tuesday 24 Nov 2026`, `23 – 29 Nov 2026`, `November 2026`. */
function daysNamed(per: Per, days: DateRange, formats: Formats): string {
  if (per === 'day') return formats.day(days.from)
  return per === 'month' ? formats.month(days.from) : formats.range(days)
}

export function contentOf({ facts, site, per, interval, language, origin }: Asked): Content {
  const texts = TEXTS[language]
  const formats = formatsFor(language, site.currency)
  const days = rangeOf(interval)
  const telling: Telling = { facts, site, per, days, texts, formats }
  const name = clean(site.name)
  const { sentences, headline, tone } = sentenceOf(telling)
  const named = daysNamed(per, days, formats)
  const address = `${origin}/sites/${site.domain}`
  const at = `?period=${days.from}..${days.to}`
  const broken = brokenTold(telling)
  return {
    language,
    subject: texts.subject(name, named, headline),
    title: texts.title[per],
    site: name,
    days: named,
    versus: versusOf(telling),
    sentences,
    tone,
    tiles: isEmpty(facts) ? [] : tilesOf(telling),
    parts: isEmpty(facts)
      ? []
      : [courseOf(telling), ...moversTold(telling), aimsTold(telling)].flat(),
    broken:
      broken.length === 0
        ? undefined
        : {
            title: texts.broken,
            lines: broken,
            link: { text: texts.fix, url: `${address}/quality${at}` },
          },
    link: { text: texts.open[per], url: address + at },
    reason: texts.reason(name),
    unsubscribe: texts.unsubscribe,
  }
}

function versusOf(telling: Telling): string {
  const { facts, texts } = telling
  if (isEmpty(facts)) return ''
  const before = comparedDays(telling)
  return before === undefined ? texts.alone : texts.versus(before)
}
