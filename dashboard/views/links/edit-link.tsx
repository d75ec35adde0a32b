import { useState } from 'preact/hooks'
import type { Link } from '../../../collector/settings/links.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { replaceThing } from '../../models/things.ts'
import { TextField } from '../../parts/field.tsx'
import { linkWords } from '../../texts/links.ts'
import { KeptFields } from './kept-fields.tsx'
import { inputOf, tagsOf } from './link-input.ts'
import { savedLinks } from './save-link.tsx'
import { AddressField, TagFields } from './tag-fields.tsx'
import { isWhole, type TagValues } from './tagged-link.ts'

interface EditLinkProps {
  link: Link
  rules: RulesOfSite | undefined
  onDone: () => void
}

/** Where a short link leads, under which tags, and its name. Its clicks stay. */
export function EditLink({ link, rules, onDone }: EditLinkProps) {
  const text = linkWords.value
  const [slug, setSlug] = useState(link.slug)
  const [address, setAddress] = useState(link.url)
  const [tags, setTags] = useState<TagValues>(tagsOf(link))
  const [kept, setKept] = useState({ owner: link.owner ?? '', note: link.note ?? '' })
  const saving = useSave({ fields: ['slug', 'owner', 'note'], unique: 'slug' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const { archived } = link
    const input = inputOf(address, tags, slug, { ...kept, archived })
    const store = () => replaceThing('links', link.id, input)
    if (!(await saving.save(store))) return
    savedLinks.ask()
    onDone()
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.slug}
        hint={slug === link.slug ? undefined : text.slugChanged(link.slug)}
        autocapitalize="none"
        spellcheck={false}
        required
        value={slug}
        problem={saving.about('slug')}
        onValue={setSlug}
      />
      <AddressField address={address} tags={tags} onAddress={setAddress} />
      <TagFields address={address} tags={tags} rules={rules} onTags={setTags} />
      <KeptFields kept={kept} saving={saving} onKept={setKept} />
      <SaveBar saving={saving} disabled={!isWhole(address, tags)} />
    </form>
  )
}
