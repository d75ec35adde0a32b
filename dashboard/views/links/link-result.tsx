import { Link2 } from 'lucide-preact'
import { QrCode } from '../../blocks/downloads/qr-code.tsx'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { mayChange } from '../../models/sites.ts'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { channelNameOf } from './link-channel.ts'
import { SaveLink } from './save-link.tsx'
import { type TagValues, taggedLink } from './tagged-link.ts'

interface LinkResultProps {
  address: string
  tags: TagValues
  rules: RulesOfSite | undefined
}

/** The finished link, the channel it will count under, its code for paper, and a short one. */
export function LinkResult({ address, tags, rules }: LinkResultProps) {
  const { actions } = words.value
  const text = linkWords.value
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
            {text.channel} <b class="badge">{channelNameOf(link, rules)}</b>
          </p>
          <QrCode text={link} label={text.qr} />
          {mayChange.value && <SaveLink address={address} tags={tags} />}
        </div>
      )}
    </Card>
  )
}
