import { firstText, type Loose, objectIn } from '../loose.ts'
import { withTags } from '../page-address.ts'
import type { Params } from './params.ts'

/** Media that Google reads out of the referrer: they were no tags. */
const READ_OUT = /^(?:organic|referral|\(none\)|\(not set\)|)$/

/** The page, with the campaign it came by where its address says nothing of it; of an app its screen. */
export function urlOf(row: Loose, params: Params): string | undefined {
  const location = firstText(params.get('page_location'))
  if (location === '') return screenOf(row, params)
  const source = objectIn(row.collected_traffic_source)
  const tags = tagsOf(source)
  if (tags.length === 0 || /[?&](?:utm_|gclid=|dclid=)/u.test(location)) return location
  const [address = '', hash = ''] = location.split(/#(.*)/su)
  const [page = '', query = ''] = address.split(/\?(.*)/su)
  return `${page}?${withTags(query, tags)}${hash === '' ? '' : `#${hash}`}`
}

function tagsOf(source: Loose): (readonly [string, string])[] {
  const click = ['gclid', 'dclid'].map((name) => [name, firstText(source[name])] as const)
  const medium = firstText(source.manual_medium)
  const named = READ_OUT.test(medium)
    ? []
    : ([
        ['utm_source', firstText(source.manual_source)],
        ['utm_medium', medium],
        ['utm_campaign', firstText(source.manual_campaign_name)],
        ['utm_term', firstText(source.manual_term)],
        ['utm_content', firstText(source.manual_content)],
      ] as const)
  return [...named, ...click].filter(([, value]) => value !== '' && value !== '(not set)')
}

function screenOf(row: Loose, params: Params): string | undefined {
  const screen = firstText(params.get('firebase_screen'), params.get('firebase_screen_class'))
  const platform = firstText(row.platform).toLowerCase()
  const app = firstText(objectIn(row.app_info).id)
  if (screen === '' || app === '' || !/^[a-z]+$/.test(platform)) return undefined
  return `${platform}-app://${app}/${encodeURIComponent(screen)}`
}
