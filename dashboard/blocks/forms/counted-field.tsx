import { useState } from 'preact/hooks'
import type { Counted } from '../../../collector/acquisition/near.ts'
import { full } from '../../format.ts'
import { isKnown, type Question } from '../../models/resource.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Combobox } from '../../parts/combobox.tsx'
import type { OfferGroup } from '../../parts/offers.tsx'
import { words } from '../../texts/texts.ts'

interface CountedFieldProps {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  value: string
  /** What is offered: asked for when somebody looks. */
  question: Question<Counted[]> | undefined
  /** It takes several, with commas between: the last one is sought, and what is chosen takes its place. */
  several?: boolean
  /** What a value is called. */
  spell?: (name: string) => string
  onValue: (value: string) => void
}

/** Lines that are kept free for what is awaited. */
const AWAITED = 5

/** A field for any text that offers what the site has seen, with how often. */
export function CountedField({ question, several, spell, onValue, ...field }: CountedFieldProps) {
  const [open, setOpen] = useState(false)
  const found = useAnswer(open ? question : undefined, (asked) => asked)
  const seen = found.data.value
  const isAwaited = question !== undefined && !isKnown(found)
  const group: OfferGroup = {
    label: words.value.filters.seen,
    offers: offersOf(
      several ? (seen ?? []).filter(({ name }) => isListed(name)) : (seen ?? []),
      spell,
    ),
    ...(isAwaited && { awaited: AWAITED }),
  }
  return (
    <Combobox
      required
      {...field}
      groups={[group]}
      {...(several && { sought: lastOf })}
      onOpen={setOpen}
      onValue={onValue}
      onChoose={(name) => onValue(several ? withLast(field.value, name) : name)}
    />
  )
}

/** With how often, and bars beside one another. */
export function offersOf(seen: readonly Counted[], spell = (name: string) => name) {
  const most = Math.max(1, ...seen.map(({ count }) => count))
  return seen.map(({ name, count }) => ({
    key: name,
    name: spell(name),
    note: full('count', count, locale.value),
    fill: count / most,
  }))
}

function isListed(name: string): boolean {
  return !name.includes(',')
}

function lastOf(text: string): string {
  return text.split(',').at(-1)?.trim() ?? ''
}

/** `pro, te` with `team` chosen is `pro, team`. */
function withLast(text: string, name: string): string {
  return [...text.split(',').slice(0, -1), ` ${name}`].join(',').trim()
}
