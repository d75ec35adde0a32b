import { Refusal } from '../refusal.ts'
import { enqueue } from '../sending/enqueue.ts'
import { knownNames, openWaysOut } from '../settings/alert-names.ts'
import { type Alert, inputIn } from '../settings/alerts.ts'
import type { Settings } from '../settings/tables.ts'
import type { Run } from './asks.ts'
import { deliveriesOf, namesOf } from './deliveries.ts'
import { latest } from './preview.ts'
import type { SiteOfAlerts } from './round.ts'

/** Hands over what an alert would say if it fired now. Answers to how many. Throws a 422 where nobody is told or nothing known. */
export async function testAlert(
  settings: Settings,
  site: SiteOfAlerts,
  known: Alert,
  { now, run }: { now: number; run: Run },
): Promise<number> {
  const alert = inputIn(known)
  const ways = await openWaysOut(settings, site.id)
  if (!alert.to.some((id) => ways.has(id))) {
    throw new Refusal(422, 'this alert tells nobody: choose a way out first, that is confirmed')
  }
  const tried = await latest(settings, site, alert, { now, run })
  if ('why' in tried) throw new Refusal(422, tried.detail)
  const names = namesOf(await knownNames(settings, site.id))
  const told = { id: known.id, alert, site, names }
  const news = { what: 'test', reading: tried, at: now } as const
  return await enqueue(settings, deliveriesOf(told, news, { site: site.id, ways }), now)
}
