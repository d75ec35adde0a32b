import { useId } from 'preact/hooks'
import { site } from '../../models/sites.ts'
import { reportQuestion, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { type Lint, lintLink, TAGS, type Tag, type TagValues } from './tagged-link.ts'

interface AddressFieldProps {
  address: string
  tags: TagValues
  onAddress: (address: string) => void
}

export function AddressField({ address, tags, onAddress }: AddressFieldProps) {
  const text = words.value.links
  const lint = lintLink(address, tags).find(({ field }) => field === 'url')
  return (
    <TextField
      label={text.url}
      placeholder="https://example.com/pricing"
      inputMode="url"
      autocapitalize="none"
      value={address}
      problem={lint?.kind === 'address' ? text.lints.address : undefined}
      hint={lint && text.lints[lint.kind]}
      onValue={onAddress}
    />
  )
}

interface TagFieldsProps {
  address: string
  tags: TagValues
  onTags: (tags: TagValues) => void
}

const HINTS = {
  source: 'sourceHint',
  medium: 'mediumHint',
  campaign: 'campaignHint',
  content: 'contentHint',
  term: 'termHint',
} as const

/** The tags, each with what the site has used so far and what is doubtful about it. */
export function TagFields({ address, tags, onTags }: TagFieldsProps) {
  const text = words.value.links
  const lints = lintLink(address, tags, site.value?.domain)
  return (
    <>
      {TAGS.map((tag) => (
        <TagField
          key={tag}
          tag={tag}
          value={tags[tag]}
          hint={text[HINTS[tag]]}
          lints={lints.filter(({ field }) => field === tag)}
          onValue={(value) => onTags({ ...tags, [tag]: value })}
        />
      ))}
    </>
  )
}

interface TagFieldProps {
  tag: Tag
  value: string
  hint: string
  lints: readonly Lint[]
  onValue: (value: string) => void
}

function TagField({ tag, value, hint, lints, onValue }: TagFieldProps) {
  const text = words.value.links
  const known = useId()
  const used = useResource<StatsAnswer>(() =>
    reportQuestion('stats', { period: '90d', metrics: ['visits'], dimensions: [tag], limit: 50 }),
  )
  // What is said about the whole pair matters more than a spelling.
  const lint = lints.at(-1)
  const { fixed } = lint ?? {}
  return (
    <div class="tag-field">
      <TextField
        label={text[tag]}
        list={known}
        autocapitalize="none"
        spellcheck={false}
        required={tag === 'source'}
        value={value}
        hint={lint ? <span data-tone="warn">{text.lints[lint.kind]}</span> : hint}
        onValue={onValue}
      />
      {fixed !== undefined && (
        <Button size="small" onClick={() => onValue(fixed)}>
          {text.fix}: {fixed}
        </Button>
      )}
      <datalist id={known}>
        {(used.data.value?.rows ?? []).map((row) => (
          <option key={String(row[tag])} value={String(row[tag] ?? '')} />
        ))}
      </datalist>
    </div>
  )
}
