import type { Line, Part, Telling } from './told.ts'

/** Visitors of each day of a week, or of each week of a month; a day has none. */
export function courseOf({ facts, per, days, texts, formats }: Telling): Part[] {
  if (per === 'day') return []
  const key = per === 'week' ? 'time:day' : 'time:week'
  const values = facts.stats.rows.map((row) => Number(row.visitors ?? 0))
  const most = Math.max(1, ...values)
  const lines = facts.stats.rows.map((row, i): Line => {
    const bucket = String(row[key])
    // The first week is cut to the month.
    const date = i === 0 ? days.from : bucket
    const value = values[i] ?? 0
    return {
      name: per === 'week' ? formats.weekday(date) : formats.shortDay(date),
      value: formats.number('count', value),
      share: value / most,
      ...(per === 'month' && row.imported !== undefined && { note: texts.addedUp }),
    }
  })
  return [{ title: texts.course[per], lines }]
}

/** The first of the days or weeks at the end in which nothing came, where something came before; `YYYY-MM-DD`. */
export function silentSince({ facts, per }: Pick<Telling, 'facts' | 'per'>): string | undefined {
  if (per === 'day') return undefined
  const { rows } = facts.stats
  const last = rows.findLastIndex(
    (row) => Number(row.visits ?? 0) > 0 || Number(row.events ?? 0) > 0,
  )
  const silent = rows[last + 1]
  if (last < 0 || !silent) return undefined
  return String(silent[per === 'week' ? 'time:day' : 'time:week'])
}
