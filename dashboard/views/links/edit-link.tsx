import { useState } from 'preact/hooks'
import type { TypedLink } from '../../../collector/acquisition/link-doubt.ts'
import type { Link } from '../../../collector/settings/links.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { siteHere } from '../../models/sites.ts'
import { replaceThing } from '../../models/things.ts'
import { TextField } from '../../parts/field.tsx'
import { linkWords } from '../../texts/links.ts'
import { KeptFields } from './kept-fields.tsx'
import { useLinkCheck } from './link-check.ts'
import { inputOf, tagsOf } from './link-input.ts'
import { savedLinks } from './save-link.tsx'
import { LinkFields } from './tag-fields.tsx'
import { isWhole } from './tagged-link.ts'

interface EditLinkProps {
  link: Link
  onDone: () => void
}

/** Where a short link leads, under which tags, and its name. Its clicks stay. */
export function EditLink({ link, onDone }: EditLinkProps) {
  const text = linkWords.value
  const [slug, setSlug] = useState(link.slug)
  const [typed, setTyped] = useState<TypedLink>({ url: link.url, tags: tagsOf(link) })
  const check = useLinkCheck()
  const [kept, setKept] = useState({ owner: link.owner ?? '', note: link.note ?? '' })
  const saving = useSave({ fields: ['slug', 'owner', 'note'], unique: 'slug' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const { archived } = link
    const input = inputOf(typed.url, typed.tags, slug, { ...kept, archived })
    const store = () => replaceThing(siteHere(), 'links', link.id, input)
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
      <LinkFields link={typed} check={check} onLink={setTyped} />
      <KeptFields kept={kept} saving={saving} onKept={setKept} />
      <SaveBar saving={saving} disabled={!isWhole(typed.url, typed.tags)} />
    </form>
  )
}
