import { Ban, ChevronLeft, ChevronRight } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Filter } from '../../../collector/settings/filter.ts'
import { CUSTOMER_FACTS, type Dimension } from '../../../collector/vocabulary.ts'
import { brief } from '../../format.ts'
import { excluded, joinedBy, recentFilters, rememberFilter } from '../../models/filter-choice.ts'
import { KEYS } from '../../models/keys.ts'
import { isKnown } from '../../models/resource.ts'
import { useSiteValues } from '../../models/site-values.ts'
import { siteDomain } from '../../models/sites.ts'
import { goals, segments } from '../../models/things.ts'
import { locale, showFilters, view } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { Button } from '../../parts/button.tsx'
import { Finder, type Found } from '../../parts/finder.tsx'
import { useTyped } from '../../parts/typed-ahead.ts'
import { words } from '../../texts/texts.ts'
import { AboutForm } from './about-form.tsx'
import {
  type About,
  type Choosable,
  firstOffers,
  foundOffers,
  type Offer,
  offersOf,
} from './offers.ts'
import { surroundings } from './sentence.ts'

/** One field that finds values: choosing one filters at once, Alt leaves it out. */
export function FilterPanel({ close }: { close: () => void }) {
  const [about, setAbout] = useState<About>()
  const [isForm, setForm] = useState(false)
  const apply = (filter: Filter) => {
    close()
    rememberFilter(siteDomain.peek() ?? '', filter)
    showFilters(joinedBy(view.peek().filters, filter))
  }
  const back = () => {
    setForm(false)
    setAbout(undefined)
  }
  if (about !== undefined && (isForm || !hasValues(about))) {
    return <AboutForm about={about} onApply={apply} onBack={back} />
  }
  const dimension = about === 'deed' || about === 'property' ? undefined : about
  return (
    <Values
      key={about}
      dimension={dimension}
      onAbout={setAbout}
      onApply={apply}
      onBack={back}
      onForm={() => setForm(true)}
    />
  )
}

/** The long form is for what has no list of values. */
function hasValues(about: About): boolean {
  const without: readonly About[] = ['deed', 'property', 'account', 'hour', ...CUSTOMER_FACTS]
  return !without.includes(about)
}

interface ValuesProps {
  /** Values of any where none is chosen. */
  dimension: Dimension | undefined
  onAbout: (about: About) => void
  onApply: (filter: Filter) => void
  onBack: () => void
  onForm: () => void
}

function Values({ dimension, onAbout, onApply, onBack, onForm }: ValuesProps) {
  const text = words.value.filters
  const typing = useTyped()
  const [excludes, setExcludes] = useState(false)
  const { offers, awaited } = useOffers(dimension, typing.typed)
  const choose = (key: string, other: boolean) => {
    const offer = offers.flatMap((group) => group.offers).find((one) => one.key === key)
    if (!offer) return
    if ('about' in offer) onAbout(offer.about)
    else onApply(excludes === other ? offer.filter : excluded(offer.filter))
  }
  const name = dimension && dimensionName(dimension, words.value)
  return (
    <div class="filter-panel">
      {name !== undefined && (
        <header>
          <Button
            kind="ghost"
            size="small"
            icon={<ChevronLeft size={14} />}
            label={text.back}
            onClick={onBack}
          />
          <b>{name}</b>
          <Button kind="ghost" size="small" onClick={onForm}>
            {text.conditions}
          </Button>
        </header>
      )}
      <Finder
        label={name ?? text.find}
        placeholder={name === undefined ? text.findHint : text.find}
        {...typing}
        groups={offers.map((group) => ({
          label: group.label,
          found: group.offers.map(foundOf),
        }))}
        none={awaited ? text.awaited : words.value.palette.none}
        awaited={awaited}
        onChoose={choose}
        onBack={onBack}
      />
      <footer>
        <button type="button" aria-pressed={excludes} onClick={() => setExcludes(!excludes)}>
          <Ban size={14} aria-hidden="true" />
          {text.exclude}
        </button>
        <span class="keys-hint">
          <kbd class="kbd">{KEYS.option}</kbd> {text.excludeHint}
        </span>
      </footer>
    </div>
  )
}

/** An exact value that nobody had in this period may be meant all the same. */
function typedOffer(dimension: Dimension, typed: string): Offer[] {
  const value = typed.trim()
  if (value === '') return []
  const filter: Filter = ['is', dimension, [value]]
  return [
    { key: JSON.stringify(filter), lead: words.value.filters.operators.is, name: value, filter },
  ]
}

function useOffers(dimension: Dimension | undefined, typed: string) {
  const { values, more, awaited: areValuesAwaited } = useSiteValues(typed)
  const awaited = areValuesAwaited || ![goals, segments].every(isKnown)
  const around = surroundings()
  const from: Choosable = {
    values,
    more,
    recent: recentFilters(siteDomain.value ?? '', segments.data.value ?? []),
    goals: (goals.data.value ?? []).map(({ name }) => name),
    guest,
  }
  if (dimension !== undefined) {
    const found = [values, more].flatMap((some) => offersOf(dimension, typed, some, around))
    const offers = found.length > 0 || awaited ? found : typedOffer(dimension, typed)
    return { offers: [{ label: words.value.filters.suggestions, offers }], awaited }
  }
  if (typed.trim() === '') return { offers: firstOffers(from, around), awaited }
  // What stands below the values would move when they come.
  return { offers: awaited ? [] : foundOffers(typed, from, around), awaited }
}

function foundOf(offer: Offer): Found {
  const { key, lead, name, count } = offer
  const note =
    'about' in offer ? (
      <ChevronRight size={14} aria-hidden="true" />
    ) : count === undefined ? undefined : (
      brief('count', count, locale.value)
    )
  return { key, name, lead: lead && words.value.filters.lead(lead.replace(/[:：]$/u, '')), note }
}
