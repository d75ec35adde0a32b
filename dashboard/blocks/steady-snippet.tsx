import { scriptAddress } from '../models/session.ts'
import { siteDomain } from '../models/sites.ts'
import { GIVE_UP_HASH, steadyTag } from '../models/steady-tag.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { experimentWords } from '../texts/experiments.ts'
import { words } from '../texts/texts.ts'

/** The tag of a site with experiments whose pages are not to flicker, and what it costs. */
export function SteadySnippet() {
  const { actions } = words.value
  const { title, text, cost, policy } = experimentWords.value.steady
  const code = steadyTag(scriptAddress(siteDomain.value ?? ''))
  return (
    <details class="differently">
      <summary>{title}</summary>
      <div class="form">
        <p>{text}</p>
        <div class="snippet">
          <code>{code}</code>
          <CopyButton text={code} label={actions.copy} done={actions.copied} />
        </div>
        <p class="field-hint">{cost}</p>
        <p class="field-hint">
          {policy} <code>{GIVE_UP_HASH}</code>
        </p>
      </div>
    </details>
  )
}
