import type { Counted } from '../../collector/acquisition/near.ts'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import { isMended } from './apply-fix.ts'
import { type Finding, findingsOf, type Spoken } from './findings.ts'
import { type Landing, landingsOf } from './landings.ts'
import type { Asked } from './period.ts'
import { reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { type RulesOfSite, rulesQuestion } from './site-rules.ts'
import { siteDomain } from './sites.ts'
import { numberOf, type Row } from './stats.ts'

const MOST_LANDINGS = 1_000
const MOST_REFERRERS = 300

interface Stretch {
  period: Asked
  filters: readonly Filter[]
  /** Its domain; that of the site in view where it is not said. */
  site?: string | undefined
}

/** The tags that visits came with. */
export function landingsQuestion({
  period,
  filters,
  site,
}: Stretch): Question<Landing[]> | undefined {
  const request = {
    period,
    filters: [...filters],
    metrics: ['visits'],
    dimensions: ['source', 'medium', 'campaign'],
    limit: MOST_LANDINGS,
  } as const
  const asked = reportQuestion('stats', request, site)
  return (
    asked && {
      key: `landings ${asked.key}`,
      fetch: async (signal) => landingsOf((await asked.fetch(signal)).rows),
    }
  )
}

/** The tags and referrers that visits came with, in one go. */
export function spokenQuestion(stretch: Stretch): Question<Spoken> | undefined {
  const tags = landingsQuestion(stretch)
  const request = {
    period: stretch.period,
    filters: [...stretch.filters],
    metrics: ['visits'],
    dimensions: ['referrer'],
    limit: MOST_REFERRERS,
  } as const
  const referrers = reportQuestion('stats', request, stretch.site)
  if (!(tags && referrers)) return undefined
  return {
    key: `${tags.key}\n${referrers.key}`,
    fetch: async (signal) => {
      const [landings, { rows }] = await Promise.all([tags.fetch(signal), referrers.fetch(signal)])
      return { landings, referrers: rows.flatMap(referrerOf) }
    },
  }
}

function referrerOf(row: Row): Counted[] {
  const { referrer: name } = row
  return typeof name === 'string' ? [{ name, count: numberOf(row, 'visits') ?? 0 }] : []
}

/** What nobody has mended yet of what was found. */
export function openFindings(findings: readonly Finding[], rules: RulesOfSite): Finding[] {
  return findings.filter(({ fix }) => !isMended(fix, rules))
}

export interface ToFix {
  /** Findings, and currencies whose money has no rate. */
  count: number
  /** The most frequent finding. */
  worst: Finding | undefined
}

/** What there is to fix on a site in a period. */
export function openQuestion(period: Asked, site = siteDomain.value): Question<ToFix> | undefined {
  const quality = reportQuestion('data-quality', { period, filters: [] }, site)
  const spoken = spokenQuestion({ period, filters: [], site })
  const rules = rulesQuestion(site)
  if (!(quality && spoken && rules)) return undefined
  return {
    key: `to fix ${quality.key}`,
    fetch: async (signal) => {
      const [answer, said, known] = await Promise.all([
        quality.fetch(signal),
        spoken.fetch(signal),
        rules.fetch(signal),
      ])
      return openOf(answer, said, known)
    },
  }
}

function openOf(answer: DataQualityAnswer, spoken: Spoken, rules: RulesOfSite): ToFix {
  const open = openFindings(findingsOf(answer, spoken), rules)
  return { count: open.length + answer.meta.unconverted.length, worst: open[0] }
}
