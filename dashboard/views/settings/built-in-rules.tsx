import { CopyPlus } from 'lucide-preact'
import type { ChannelRule } from '../../../collector/settings/channels.ts'
import { BUILT_IN, type BuiltIn, channelOf, startOf } from '../../models/built-in-rules.ts'
import { mayChange } from '../../models/sites.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'

/** What decides where none of the site's own rules does, each to begin one of one's own with. */
export function BuiltInRules({ onCopy }: { onCopy: (rule: ChannelRule) => void }) {
  const text = settingsWords.value.channels
  return (
    <section class="built-in" aria-label={text.builtIn}>
      <h3>{text.builtIn}</h3>
      <p class="field-hint">{text.builtInHint}</p>
      <ol class="things">
        {BUILT_IN.map((rule) => (
          <li key={rule}>
            <b>{spelled(words.value.channels, channelOf(rule))}</b>
            <span>{text.builtInRules[rule]}</span>
            {mayChange.value && <Copy rule={rule} onCopy={onCopy} />}
          </li>
        ))}
      </ol>
      <p class="field-hint">{text.paid}</p>
    </section>
  )
}

interface CopyProps {
  rule: BuiltIn
  onCopy: (rule: ChannelRule) => void
}

function Copy({ rule, onCopy }: CopyProps) {
  const when = startOf(rule)
  if (!when) return null
  const channel = channelOf(rule)
  const name = spelled(words.value.channels, channel)
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<CopyPlus size={14} />}
      label={settingsWords.value.channels.copy(name)}
      onClick={() => onCopy({ channel, when })}
    />
  )
}
