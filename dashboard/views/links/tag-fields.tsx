import { type Counted, intended } from '../../../collector/acquisition/near.ts'
import { LINK_TAGS } from '../../../collector/acquisition/tag-link.ts'
import { periodRequest } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { site } from '../../models/sites.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { today } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { linkWords } from '../../texts/links.ts'
import { acquisitionOf } from './link-channel.ts'
import { type Lint, lintLink, type Tag, type TagValues, taggedLink } from './tagged-link.ts'

interface AddressFieldProps {
  address: string
  tags: TagValues
  onAddress: (address: string) => void
}

export function AddressField({ address, tags, onAddress }: AddressFieldProps) {
  const text = linkWords.value
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
  rules: RulesOfSite | undefined
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
export function TagFields({ address, tags, rules, onTags }: TagFieldsProps) {
  const text = linkWords.value
  const lints = doubts(address, tags, rules)
  return (
    <>
      {LINK_TAGS.map((tag) => (
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

/** What a channel is found for, by the source or a rule of the site, has a medium that will do. */
function doubts(address: string, tags: TagValues, rules: RulesOfSite | undefined): Lint[] {
  const own = site.value?.domain ?? ''
  const link = taggedLink(address.trim() === '' ? own : address, tags)
  const placed = link !== undefined && acquisitionOf(link, rules).channel !== 'Unassigned'
  return lintLink(address, tags, own).filter(
    ({ kind }) => !(placed && (kind === 'medium' || kind === 'missing')),
  )
}

/** A slip of a name that the site uses far more often. */
function slip(field: Tag, value: string, used: readonly Counted[]): Lint | undefined {
  const name = value.trim().toLowerCase()
  const known = used.find((other) => other.name.toLowerCase() === name)
  const fixed = intended({ name, count: known?.count ?? 0 }, used)
  return fixed === undefined ? undefined : { field, kind: 'misspelt', fixed }
}

interface TagFieldProps {
  tag: Tag
  value: string
  hint: string
  lints: readonly Lint[]
  onValue: (value: string) => void
}

function TagField({ tag, value, hint, lints, onValue }: TagFieldProps) {
  const text = linkWords.value
  const known = useOwnId()
  const used = useResource<StatsAnswer>(() =>
    reportQuestion('stats', {
      period: periodRequest('last90', today.value),
      metrics: ['visits'],
      dimensions: [tag],
      limit: 50,
    }),
  )
  const names = (used.data.value?.rows ?? []).flatMap((row) =>
    typeof row[tag] === 'string' ? [{ name: row[tag], count: numberOf(row, 'visits') ?? 0 }] : [],
  )
  // What is said about the whole pair matters more than a spelling.
  const lint = lints.at(-1) ?? slip(tag, value, names)
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
        {names.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  )
}
