import { useState } from 'preact/hooks'
import {
  addressOf,
  embedCode,
  type Share,
  type SharedView,
  type Theme,
} from '../../models/shares.ts'
import { site } from '../../models/sites.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { words } from '../../texts/texts.ts'

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

interface ShareLinkProps {
  share: Share
  view: SharedView
}

/** A link to send, and the line that embeds it. */
export function ShareLink({ share, view }: ShareLinkProps) {
  const { shared: text, account, actions } = words.value
  const [theme, setTheme] = useState<Theme>('system')
  const address = addressOf(share, view)
  const code = embedCode(address, theme, text.frameTitle(site.value?.name ?? ''))
  return (
    <>
      <div class="share-link">
        <h3>{text.link}</h3>
        <div class="snippet">
          <code>{address}</code>
          <CopyButton text={address} label={text.copyLink} done={actions.copied} />
        </div>
      </div>
      <div class="share-link">
        <h3>{text.embed}</h3>
        <p>{text.embedHint}</p>
        <Segmented
          label={text.theme}
          value={theme}
          choices={THEMES.map((value) => ({ value, name: account[value] }))}
          onValue={setTheme}
        />
        <div class="snippet">
          <code>{code}</code>
          <CopyButton text={code} label={text.copyEmbed} done={actions.copied} />
        </div>
      </div>
    </>
  )
}
