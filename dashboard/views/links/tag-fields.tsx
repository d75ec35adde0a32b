import { useState } from 'preact/hooks'
import type { Doubt, TypedLink } from '../../../collector/acquisition/link-doubt.ts'
import { fixedLink, withFix } from '../../../collector/acquisition/lint-link.ts'
import { LINK_TAGS, type LinkTag } from '../../../collector/acquisition/tag-link.ts'
import { full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Combobox } from '../../parts/combobox.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import type { OfferGroup } from '../../parts/offers.tsx'
import { linkWords } from '../../texts/links.ts'
import { doubtsOf, type LinkCheck, mannerOf } from './link-check.ts'
import type { Place } from './platform-tags.ts'
import { isNewName, tagOffers } from './tag-offers.ts'

interface LinkFieldsProps {
  link: TypedLink
  check: LinkCheck
  place?: Place
  /** Without it the address is typed elsewhere. */
  addressed?: boolean
  onLink: (link: TypedLink) => void
}

const HINTS = {
  source: 'sourceHint',
  medium: 'mediumHint',
  campaign: 'campaignHint',
  content: 'contentHint',
  term: 'termHint',
} as const

/** Address and tags, each with what is doubtful about it and what the site has used so far. */
export function LinkFields({ link, check, place, addressed = true, onLink }: LinkFieldsProps) {
  const text = linkWords.value
  const doubts = doubtsOf(link, check, place)
  const about = (field: Doubt['field']) => doubts.filter((doubt) => doubt.field === field)
  const onFix = (doubt: Doubt) => onLink(withFix(link, doubt))
  return (
    <>
      <FixAll doubts={doubts} onFix={() => onLink(fixedLink(link, mannerOf(check, place)))} />
      {addressed && (
        <AddressField
          address={link.url}
          doubts={about('url')}
          onFix={onFix}
          onAddress={(url) => onLink({ ...link, url })}
        />
      )}
      {LINK_TAGS.map((tag) => (
        <TagField
          key={tag}
          tag={tag}
          value={link.tags[tag]}
          hint={text[HINTS[tag]]}
          groups={() => tagOffers(tag, check, place)}
          isNew={isNewName(tag, link.tags[tag], check)}
          doubts={about(tag)}
          onFix={onFix}
          onValue={(value) => onLink({ ...link, tags: { ...link.tags, [tag]: value } })}
        />
      ))}
    </>
  )
}

/** How much is doubtful, and one click for all that has a fix. */
function FixAll({ doubts, onFix }: { doubts: readonly Doubt[]; onFix: () => void }) {
  const text = linkWords.value
  const number = (count: number) => full('count', count, locale.value)
  const fixable = doubts.filter(({ fixed }) => fixed !== undefined).length
  if (fixable < 2) return null
  return (
    <Notice
      tone="wait"
      action={
        <Button size="small" onClick={onFix}>
          {text.fixAll(number(fixable))}
        </Button>
      }
    >
      {text.issues(number(doubts.length))}
    </Notice>
  )
}

interface Doubtful {
  doubts: readonly Doubt[]
  onFix: (doubt: Doubt) => void
}

interface AddressFieldProps extends Doubtful {
  address: string
  onAddress: (address: string) => void
}

function AddressField({ address, doubts, onFix, onAddress }: AddressFieldProps) {
  const text = linkWords.value
  const wrong = doubts.find(({ kind }) => kind === 'address')
  return (
    <div class="tag-field">
      <TextField
        label={text.url}
        placeholder="https://example.com/pricing"
        inputMode="url"
        autocapitalize="none"
        value={address}
        problem={wrong && doubtWords(wrong)}
        hint={doubts.map(doubtWords).join(' ') || undefined}
        onValue={onAddress}
      />
      <Fixes doubts={doubts} onFix={onFix} />
    </div>
  )
}

interface TagFieldProps extends Doubtful {
  tag: LinkTag
  value: string
  hint: string
  /** Looked up when somebody looks. */
  groups: () => readonly OfferGroup[]
  isNew: boolean
  onValue: (value: string) => void
}

function TagField(props: TagFieldProps) {
  const { tag, value, hint, groups, isNew, doubts, onFix, onValue } = props
  const text = linkWords.value
  const [open, setOpen] = useState(false)
  const said = doubts.map(doubtWords).join(' ')
  return (
    <div class="tag-field">
      <Combobox
        label={text[tag]}
        required={tag === 'source'}
        value={value}
        hint={said ? <span data-tone="warn">{said}</span> : isNew ? text.offers.fresh : hint}
        groups={open ? groups() : []}
        onOpen={setOpen}
        onValue={onValue}
        onChoose={onValue}
      />
      <Fixes doubts={doubts} onFix={onFix} />
    </div>
  )
}

/** A button for each doubt that has a fix; two of the same value are one. */
function Fixes({ doubts, onFix }: Doubtful) {
  const text = linkWords.value
  const byValue = new Map(doubts.map((doubt) => [doubt.fixed, doubt]))
  return (
    <>
      {[...byValue].map(
        ([fixed, doubt]) =>
          fixed !== undefined && (
            <Button key={fixed} size="small" onClick={() => onFix(doubt)}>
              {text.fix}
              {fixed && `: ${fixed}`}
            </Button>
          ),
      )}
    </>
  )
}

/** What is doubtful, in a sentence. */
export function doubtWords({ kind, about = '' }: Doubt): string {
  return linkWords.value.lints[kind](about)
}
