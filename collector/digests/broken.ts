import { clean } from './clean.ts'
import { silentSince } from './course.ts'
import type { Telling } from './told.ts'

/** What somebody has to look after, a line each; none where all is in order. */
export function brokenTold(telling: Telling): string[] {
  const { facts, texts, formats } = telling
  const { quality, stats } = facts
  const silent = silentSince(telling)
  const tell = (value: number) => formats.number('count', value)
  const untagged = quality.untagged_paid_clicks.reduce((sum, { visits }) => sum + visits, 0)
  const refused = quality.rejected_totals.find(({ reason }) => reason === 'hostname')?.count ?? 0
  const [host] = quality.refused_hosts
  const currencies = stats.meta.unconverted.map(({ currency }) => currency)
  const { broken_tags: tags, untrusted_proxy: proxy, limited } = quality
  return [
    silent !== undefined && texts.stoppedSince(formats.weekday(silent)),
    tags.visits > 0 && texts.brokenTags(tell(tags.visits)),
    untagged > 0 && texts.untagged(tell(untagged)),
    host !== undefined && texts.refusedHosts(tell(refused), clean(host.host)),
    currencies.length > 0 && texts.unconverted(currencies.join(', ')),
    proxy.requests > 0 && texts.proxy,
    limited.length > 0 && texts.limited,
  ].filter((line) => line !== false)
}
