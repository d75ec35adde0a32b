import { siteDomain } from '../../models/sites.ts'
import { linkTo } from '../../models/view.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { developerWords } from '../../texts/developers.ts'
import { words } from '../../texts/texts.ts'
import { SqlEditor } from './sql-editor.tsx'
import { SqlTables } from './sql-tables.tsx'

/** What programs and those who write them need of the site, beside tokens. */
export function DeveloperSettings() {
  const text = developerWords.value
  return (
    <div class="developers">
      <section class="form" aria-labelledby="sql">
        <h3 id="sql">{text.sql}</h3>
        <p>{text.intro}</p>
        <SqlEditor key={siteDomain.value} />
        <SqlTables />
      </section>
      <Assistants />
    </div>
  )
}

function Assistants() {
  const text = developerWords.value
  const address = `${location.origin}/mcp`
  const command = `claude mcp add --transport http tributary ${address} --header "Authorization: Bearer tributary_…"`
  return (
    <section class="form" aria-labelledby="assistants">
      <h3 id="assistants">{text.assistants}</h3>
      <p>{text.assistantsIntro}</p>
      <p>
        <a class="link" href={linkTo('settings/tokens')}>
          {text.toTokens}
        </a>
      </p>
      <Copied label={text.address} code={address} />
      <Copied label={text.command} code={command} />
    </section>
  )
}

function Copied({ label, code }: { label: string; code: string }) {
  const { actions } = words.value
  return (
    <div class="field">
      <span>{label}</span>
      <div class="snippet">
        <code>{code}</code>
        <CopyButton text={code} label={actions.copy} done={actions.copied} />
      </div>
    </div>
  )
}
