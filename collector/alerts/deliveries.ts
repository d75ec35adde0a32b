import type { NewDelivery } from '../sending/enqueue.ts'
import type { KnownNames } from '../settings/alert-names.ts'
import { messageOf, type News, type Told } from './message.ts'

/** Names by which messages call what alerts name by id. */
export function namesOf({ goal, funnel }: KnownNames): ReadonlyMap<string, string> {
  return new Map(
    [...goal, ...funnel].flatMap(({ id, name }) => (id && name ? [[id, name] as const] : [])),
  )
}

/** One message to each way out that there still is; what makes it once is when it happened. */
export function deliveriesOf(
  told: Told,
  news: News,
  { site, ways }: { site: number; ways: ReadonlySet<string> },
): NewDelivery[] {
  const message = messageOf(told, news)
  return told.alert.to
    .filter((channel) => ways.has(channel))
    .map((channel) => ({
      key: `alert:${told.id}:${news.what}:${news.at}:${channel}`,
      site,
      to: { channel },
      message,
    }))
}
