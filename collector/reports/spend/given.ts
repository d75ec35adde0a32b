import type { core } from 'zod'
import { toMinor } from '../../money.ts'
import { Refusal } from '../../refusal.ts'
import { refusalOf } from '../../refusal-of.ts'
import type { RefusedLine } from '../../refused-lines.ts'
import { SpendInput } from '../../settings/spend-input.ts'
import type { SpendFile } from '../../spend/read-file.ts'
import { added, type SpendRow } from '../../spend/row.ts'

/** Rows given as JSON, as a file would be read. `line`: the row's place, from 1. Throws a 422 for rows that are none. */
export function givenRows(
  given: readonly unknown[],
  site_currency: string,
  skip_bad: boolean,
): SpendFile {
  if (given.length === 0) throw new Refusal(422, 'there are no rows')
  const read = given.map((value) => SpendInput.safeParse(value))
  const bad = read.flatMap(({ error }, index) => (error ? [{ index, error }] : []))
  if (bad.length > 0 && !skip_bad) {
    const issues = bad
      .slice(0, 100)
      .flatMap(({ error, index }) => error.issues.map((one) => at(one, index)))
    throw refusalOf({ issues }, { rows: given })
  }
  const refused = bad.map(({ index, error }): RefusedLine => {
    const [first] = error.issues
    return { line: index + 1, reason: `${first?.path.join('.')}: ${first?.message}` }
  })
  const inputs = read.flatMap(({ data }) => data ?? [])
  const rows = inputs.map((input) => rowOf(input, site_currency))
  const assumed = inputs.some(({ currency }) => !currency)
  const warnings = assumed
    ? [`rows without a currency are taken for ${site_currency}, the site's`]
    : []
  return {
    platform: 'generic',
    rows: added(rows),
    refused,
    warnings,
    columns: {},
    ignored: [],
    encoding: 'utf-8',
  }
}

function at(issue: core.$ZodIssue, index: number): core.$ZodIssue {
  return { ...issue, path: ['rows', index, ...issue.path] }
}

function rowOf(input: SpendInput, site_currency: string): SpendRow {
  const { date, cost } = input
  const money = toMinor(cost, input.currency ?? site_currency)
  if (!money) throw new Refusal(422, `a cost of ${cost} cannot be held in ${input.currency}`)
  return {
    day: date,
    source: input.source,
    medium: input.medium ?? null,
    campaign: input.campaign ?? null,
    content: input.content ?? null,
    term: input.term ?? null,
    campaign_id: input.campaign_id ?? null,
    ...money,
    clicks: input.clicks ?? null,
    impressions: input.impressions ?? null,
  }
}
