import type { GoalInput } from '../../collector/settings/goals.ts'
import { type ReportedSite, reportedSite } from './site.ts'

export const times = <T>(n: number, make: (i: number) => T) =>
  Array.from({ length: n }, (_, i) => make(i))

/** Puts goals where the settings keep them: one by one they would each look at all before. */
export function keep(site: ReportedSite, goals: readonly Partial<GoalInput>[]): void {
  const add =
    site.db.prepare(`insert into goal (id, site, name, event, page, conditions, value, count, created_at)
    values (@id, ${site.id}, @name, @event, @page, @conditions, '"none"', @count, 0)`)
  const addAll = site.db.transaction(() => {
    for (const [i, { event, page, where, count }] of goals.entries()) {
      add.run({
        id: `goal-${i}`,
        name: `Goal ${i}`,
        event: event ?? null,
        page: page ?? null,
        conditions: where ? JSON.stringify(where) : null,
        count: count ?? 'every',
      })
    }
  })
  addAll()
}

/** Ten people, each of whom sees /p<i> and then does Event <i> with the plan p<i>. */
export async function tenPeople(): Promise<ReportedSite> {
  const site = await reportedSite()
  site.take(
    times(10, (i) => [
      { at: '2026-11-03T10:00:00', path: `/p${i}`, visitor: `v${i}` },
      {
        at: '2026-11-03T10:01:00',
        path: `/p${i}`,
        visitor: `v${i}`,
        name: `Event ${i}`,
        interactive: false,
        props: { plan: `p${i}`, seats: i },
      },
    ]).flat(),
  )
  return site
}
