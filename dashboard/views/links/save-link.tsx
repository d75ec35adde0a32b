import { useState } from 'preact/hooks'
import type { Link } from '../../../collector/settings/links.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { siteHere } from '../../models/sites.ts'
import { addThing, listOf } from '../../models/things.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { TextField } from '../../parts/field.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { KeptFields, NOTHING_KEPT } from './kept-fields.tsx'
import { inputOf } from './link-input.ts'
import { hasMacros, isWhole, namesSomebody, type TagValues } from './tagged-link.ts'

/** The site's short links, newest first. */
export const savedLinks = listOf('links')

export function shortLink(slug: string): string {
  return `${location.origin}/l/${slug}`
}

/** Keeps a link under a short address that counts its clicks. */
export function SaveLink({ address, tags }: { address: string; tags: TagValues }) {
  const { actions } = words.value
  const text = linkWords.value
  const [slug, setSlug] = useState('')
  const [kept, setKept] = useState<Link>()
  const [about, setAbout] = useState(NOTHING_KEPT)
  const saving = useSave({ fields: ['slug', 'owner', 'note'], unique: 'slug' })
  const toFill = hasMacros(tags)
  const whole = isWhole(address, tags) && !toFill && !namesSomebody(tags)
  const submit = (event: Event) => {
    event.preventDefault()
    void saving.save(async () => {
      setKept(await addThing(siteHere(), 'links', inputOf(address, tags, slug, about)))
      setSlug('')
      setAbout({ ...about, note: '' })
      savedLinks.ask()
    })
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.short}</h3>
      <p class="field-hint">
        {toFill ? text.shortNoMacros : whole ? text.shortHint : text.shortNeeds}
      </p>
      {kept && (
        <div class="snippet">
          <code>{shortLink(kept.slug)}</code>
          <CopyButton text={shortLink(kept.slug)} label={actions.copy} done={actions.copied} />
        </div>
      )}
      <TextField
        label={text.slug}
        hint={text.slugHint}
        autocapitalize="none"
        spellcheck={false}
        value={slug}
        problem={saving.about('slug')}
        onValue={setSlug}
      />
      <KeptFields kept={about} saving={saving} onKept={setAbout} />
      <SaveBar saving={saving} label={text.save} disabled={!whole} />
    </form>
  )
}
