import { fileToStore, type MadeOffline } from '../../../collector/reports/offline-conversions.ts'
import { type GoalInput as Goal, GoalInput } from '../../../collector/settings/goals.ts'
import { storeExport } from '../../../collector/settings/offline.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

export const MARCH = { from: '2026-03-01', to: '2026-03-31' }

export interface OfflineSite extends ReportedSite {
  made(request?: object): Promise<MadeOffline>
  /** Makes a file and remembers it, as the API does. */
  send(request?: object): Promise<MadeOffline>
  /** Lines of the file, without what stands before its rows. */
  lines(request?: object): Promise<string[]>
}

/** A site whose goal is what `Buy` brings, on 1 April 2026. */
export async function offlineSite(
  goal: Partial<Goal> = {},
  site: Parameters<typeof reportedSite>[0] = { currency: 'USD' },
): Promise<OfflineSite> {
  const reported = await reportedSite(site, '2026-04-01T12:00:00Z')
  await reported.goal(GoalInput.parse({ name: 'Buy', event: 'Buy', value: 'revenue', ...goal }))
  const made = async (request: object = {}) => {
    const whole = { platform: 'google', goal: 'Buy', period: MARCH, ...request }
    return (await reported.run('offline-conversions', whole)) as MadeOffline
  }
  return {
    ...reported,
    made,
    async send(request = {}) {
      const one = await made(request)
      await storeExport(reported.settings, reported.id, fileToStore(one, 'repeat' in request), 0)
      return one
    },
    async lines(request = {}) {
      const { file, answer } = await made(request)
      const all = file.trimEnd().split('\r\n')
      return answer.rows === 0 ? [] : all.slice(-answer.rows)
    },
  }
}

/** `landing('02T10:00', 'gclid=Cj0-abc')`: a page of March 2026. */
export function landing(at: string, query: string, visitor = 'p'): Line {
  return { at: `2026-03-${at}:00`, path: `/?${query}`, visitor }
}

/** `{ no_click_id: 2 }`. */
export function leftOut({ answer }: MadeOffline): Record<string, number> {
  return Object.fromEntries(answer.left_out.map(({ reason, events }) => [reason, events]))
}
