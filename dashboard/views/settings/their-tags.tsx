import { collectorOrigin } from '../../models/session.ts'
import { site } from '../../models/sites.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'

/** For who comes from Plausible or Umami: the tags that their pages have, with our host. */
export function TheirTags() {
  const text = settingsWords.value.theirTags
  const origin = collectorOrigin.value
  const { domain = '', umami_website_id } = site.value ?? {}
  return (
    <details class="differently">
      <summary>{text.title}</summary>
      <div class="form">
        <p>{text.text}</p>
        <Tag
          of="Plausible"
          code={`<script defer data-domain="${domain}" src="${origin}/js/script.js"></script>`}
        />
        <p class="field-hint">{text.plausible}</p>
        {umami_website_id && (
          <Tag
            of="Umami"
            code={`<script defer src="${origin}/script.js" data-website-id="${umami_website_id}"></script>`}
          />
        )}
        <p class="field-hint">{umami_website_id ? text.umami : text.noUmami}</p>
      </div>
    </details>
  )
}

function Tag({ of, code }: { of: string; code: string }) {
  const { actions } = words.value
  return (
    <div>
      <b>{of}</b>
      <div class="snippet">
        <code>{code}</code>
        <CopyButton text={code} label={`${actions.copy} (${of})`} done={actions.copied} />
      </div>
    </div>
  )
}
