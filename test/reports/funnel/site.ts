import type { FunnelAnswer } from '../../../collector/reports/funnel.ts'
import type { SiteInput } from '../../../collector/settings/sites.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

export interface FunnelSite extends ReportedSite {
  funnel(request: object): Promise<FunnelAnswer>
}

export async function funnelSite(now?: string, site: Partial<SiteInput> = {}): Promise<FunnelSite> {
  const reported = await reportedSite({ currency: 'USD', ...site }, now)
  return {
    ...reported,
    funnel: async (request) => (await reported.run('funnel', request)) as FunnelAnswer,
  }
}

/** `p: A 10:00` on 2 March 2026, each event a browser's of its own page. */
export function deeds(text: string): Line[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [visitor = '', rest = ''] = line.split(':', 1).concat(line.slice(line.indexOf(':') + 1))
      return rest
        .split(',')
        .map((deed) => deed.trim().split(' '))
        .map(([name = '', time = '', id]) => ({
          name,
          visitor: visitor.trim(),
          at: `2026-03-02T${time}`,
          path: '/',
          ...(id && { id }),
        }))
    })
}

export const STEPS = (names: string) => [...names].map((event) => ({ event }))
export const MARCH_2 = { from: '2026-03-02', to: '2026-03-02' }
