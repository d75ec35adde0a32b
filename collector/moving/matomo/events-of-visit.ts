import { clientOf } from '../client-words.ts'
import { idOfKey } from '../event-id.ts'
import type { ImportedEvent, ReadOptions } from '../format.ts'
import { filled, firstText, type Loose, listIn, textIn } from '../loose.ts'
import type { Made } from '../made.ts'
import { withTags } from '../page-address.ts'
import { placeOf } from '../place-words.ts'
import { type Deed, deedOf } from './deeds.ts'

/** A visit's actions as our events, each or a few words on why it is none; or why the visit is none. */
export function eventsOfVisit(visit: Loose, options: ReadOptions): Made[] | string {
  const key = textIn(visit.idVisit)
  if (key === '') return 'without idVisit'
  const actions = listIn(visit.actionDetails)
  if (actions.length === 0) return 'a visit without actions'
  const sender = senderOf(visit, key)
  const currency = firstText(visit.siteCurrency) || options.currency
  const made: { deed: Deed; event: ImportedEvent }[] = []
  const all = actions.map((action): Made => {
    const deed = deedOf(action, currency)
    if (typeof deed === 'string') return deed
    if (deed.kind === 'goal' && toldWith(deed, made))
      return { leftOut: 'goals that their action tells' }
    const event: ImportedEvent = { id: idOf(visit, deed, made), ...deed.event, ...sender }
    event.url ??=
      made.findLast(({ event: { url } }) => url)?.event.url ?? `https://${options.domain}/`
    made.push({ deed, event })
    return { event }
  })
  const [first] = made
  if (first) addSource(first.event, visit)
  return all
}

/** Twice in the same second is two; the same in two exports, whatever comes after it, is one. */
function idOf(visit: Loose, { key }: Deed, made: readonly { deed: Deed }[]): string {
  const before = made.filter(({ deed }) => deed.key === key).length
  return idOfKey('matomo', firstText(visit.idSite), textIn(visit.idVisit), key, before)
}

/** A goal that an action reached is the same hit: it is told with that, and with what it was worth. */
function toldWith(goal: Deed, made: readonly { deed: Deed; event: ImportedEvent }[]): boolean {
  const twin = made.findLast(
    ({ deed, event }) =>
      deed.kind !== 'goal' && event.at === goal.event.at && deed.address === goal.address,
  )
  if (!twin) return false
  const { event } = twin
  const before = event.props?.goal
  event.props = {
    ...event.props,
    goal: before === undefined ? goal.event.name : `${before}, ${goal.event.name}`,
  }
  if (goal.event.revenue && !event.revenue) event.revenue = goal.event.revenue
  return true
}

type Sender = Partial<ImportedEvent>

function senderOf(visit: Loose, key: string): Sender {
  const resolution = firstText(visit.resolution)
  return {
    visitor: firstText(visit.visitorId, visit.fingerprint) || `visit ${key}`,
    ...filled({
      user: firstText(visit.userId),
      screen: /^\d+x\d+$/.test(resolution) ? resolution : '',
      language: firstText(visit.languageCode),
    }),
    ...clientOf({
      browser: firstText(visit.browserName, visit.browser),
      browser_version: firstText(visit.browserVersion),
      os: firstText(visit.operatingSystemName, visit.operatingSystem),
      os_version: firstText(visit.operatingSystemVersion),
      device: firstText(visit.deviceType),
    }),
    ...placeOf({
      country: firstText(visit.countryCode),
      region: firstText(visit.regionCode, visit.region),
      city: firstText(visit.city),
    }),
  }
}

/** Where it came from stands with the visit; Matomo cuts a campaign's parameters out of the address. */
function addSource(event: ImportedEvent, visit: Loose): void {
  const referrer = firstText(visit.referrerUrl)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(referrer)) event.referrer = referrer
  if (visit.referrerType !== 'campaign' || event.url === undefined) return
  const tags = [
    ['utm_campaign', firstText(visit.campaignName, visit.referrerName)],
    ['utm_source', firstText(visit.campaignSource)],
    ['utm_medium', firstText(visit.campaignMedium)],
    ['utm_term', firstText(visit.campaignKeyword, visit.referrerKeyword)],
    ['utm_content', firstText(visit.campaignContent)],
  ] as const
  const [address = '', hash = ''] = event.url.split('#', 2)
  if (/[?&](?:mtm|pk|piwik|matomo|utm)_/u.test(address)) return
  const [page = '', query = ''] = address.split(/\?(.*)/su)
  event.url = `${page}?${withTags(query, tags)}${hash === '' ? '' : `#${hash}`}`
}
