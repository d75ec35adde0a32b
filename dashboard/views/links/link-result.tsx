import { Link2 } from 'lucide-preact'
import { classify } from '../../../collector/acquisition/classify.ts'
import { type RulesOfSite, rulesQuestion } from '../../models/site-rules.ts'
import { site } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { words } from '../../texts/texts.ts'
import { QrCode } from './qr-code.tsx'
import { type TagValues, taggedLink } from './tagged-link.ts'

/** The channel that intake would give a visit through this link. */
export function channelOf(link: string, rules: RulesOfSite | undefined): string {
  const hosts = { domain: site.value?.domain ?? '', hostnames: site.value?.hostnames ?? [] }
  // The API's filters and the rules' are the same shape; values that are no texts match nothing.
  const own = rules && {
    exclusions: rules.exclusions,
    aliases: rules.aliases,
    channels: rules.channels.rules as Parameters<typeof classify>[3] extends infer Rules
      ? Rules extends { channels: infer Channels }
        ? Channels
        : never
      : never,
  }
  return classify(link, undefined, hosts, own).channel
}

/** The finished link, the channel it will count under, and its code for paper. */
export function LinkResult({ address, tags }: { address: string; tags: TagValues }) {
  const { links: text, actions } = words.value
  const rules = useResource<RulesOfSite>(rulesQuestion)
  const link = taggedLink(address, tags)
  return (
    <Card title={text.result}>
      {link === undefined ? (
        <EmptyState icon={<Link2 size={22} aria-hidden="true" />} title={text.waiting} />
      ) : (
        <div class="stack">
          <div class="snippet">
            <code>{link}</code>
            <CopyButton text={link} label={actions.copy} done={actions.copied} />
          </div>
          <p aria-live="polite">
            {text.channel} <b class="badge">{channelOf(link, rules.data.value)}</b>
          </p>
          <QrCode text={link} label={text.qr} />
        </div>
      )}
    </Card>
  )
}
