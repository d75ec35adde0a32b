import type { ReportName } from '../reports/registry.ts'

/** Reports that are no answer to a person’s question: previews, files, and what has a page of its own. */
export type Told = Exclude<
  ReportName,
  | 'export'
  | 'channels/preview'
  | 'people/timeline'
  | 'people/export'
  | 'accounts/names'
  | 'accounts/timeline'
  | 'events/deletion'
  | 'events/deletion/list'
  | 'spend/read'
  | 'subscriptions/read'
  | 'offline-conversions'
  | 'usual/intervals'
>

/** What each report is for, as an assistant has to know it to choose. */
export const REPORT_TOOLS: Readonly<Record<Told, string>> = {
  stats:
    'Any metrics (visitors, visits, conversions, revenue, …) in total, by day, or split by up to three dimensions (channel, source, campaign, page, country, …). Start here. For one goal name it in `goal`; for a change use `compare: "previous"`.',
  explain:
    'Why a metric changed between two periods: which values of which dimensions account for it, with a sentence. Ask this for "why did X fall or rise".',
  usual:
    'What is usual for a metric on each day, and which days were abnormal beyond chance. Ask this before calling a movement news.',
  funnel:
    'How many people, visits or attempts get how far along steps (events, pages or goals), where they stop, how long it takes. `steps` in order, or the id of a saved funnel.',
  'funnel/people':
    'Who reached a step of a funnel, dropped before it or is still pending, and what they did next.',
  paths: 'Which pages and events follow one another, from a start or back from an end.',
  retention: 'Who comes back, by when they came first: cohorts, curve, stickiness.',
  'retention/features': 'Which events of the first period go together with coming back.',
  'magic-number':
    'What those who stay did in their first days more often than others. It goes together with staying and is not its cause.',
  attribution:
    'What each channel, source or campaign brought under several models (first, last, linear, markov, shapley, …), what it cost, and the return: CPA, ROAS, CAC.',
  spend: 'What campaigns cost by their tags and days, and how much of it found its visits.',
  'spend/rows': 'The single rows of spend that count.',
  'unit-economics':
    'Of subscriptions by month: MRR and how it moves, churn, retention of revenue, LTV, CAC, payback, the ceiling of growth.',
  plan: 'What it takes to reach a revenue or a number of customers, back through the stages, by channel.',
  stages: 'How many people come from lead to won along goals, how surely and how soon.',
  'stages/people': 'Who came to a stage, or only to the one before it.',
  accounts:
    'How accounts (companies) use the product: health, its parts, trend, who is at risk and why.',
  experiment:
    'What an A/B test has shown: lift with interval, verdict, health checks, days still needed. `key` is in `definitions`.',
  holdout: 'What all experiments together bring, by those who are kept out of them.',
  'data-quality':
    'What was dropped, repaired or doubted, untagged paid clicks, malformed campaigns. Ask it when numbers look wrong.',
  live: 'Who is here now: visitors of the last 5 and 30 minutes, latest events.',
  values: 'Which values dimensions have (campaign names, pages, countries), to filter by exactly.',
  properties: 'Which properties events carry, for `prop:<key>`.',
  people: 'Single people who came, the latest seen first, with visits, conversions and money.',
  unconverted: 'Amounts of money in currencies without an exchange rate, which are in no sum.',
}

export const TOLD = Object.keys(REPORT_TOOLS) as Told[]

/** `magic-number` is `magic_number`, `funnel/people` is `funnel_people`: providers take no other characters. */
export function toolName(report: string): string {
  return report.replaceAll(/[-/]/gu, '_')
}
