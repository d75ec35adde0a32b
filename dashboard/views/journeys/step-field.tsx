import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { brief, count, full } from '../../format.ts'
import { type Following, followingQuestion } from '../../models/following.ts'
import { funnelInView } from '../../models/funnel.ts'
import { type StepDraft, stepOf } from '../../models/funnel-steps.ts'
import { isKnown, type Resource } from '../../models/resource.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { valueName, wholeName } from '../../names.ts'
import { Combobox } from '../../parts/combobox.tsx'
import type { Offer, OfferGroup } from '../../parts/offers.tsx'
import { language, words } from '../../texts/texts.ts'

interface StepFieldProps {
  draft: StepDraft
  place: number
  /** The steps that lie before it. */
  before: readonly StepDraft[]
  /** Names that its kind has on the site. */
  seen: readonly string[]
  onDraft: (next: Partial<StepDraft>) => void
}

/** So many of what follows are offered. */
const MOST = 6

/** What a step is, with what people really did after the steps before it, most first, then all names there are. */
export function StepField({ draft, place, before, seen, onDraft }: StepFieldProps) {
  const { funnels, building } = words.value
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState<string>()
  const chain = useChain(before, open)
  const following = useResource(() => {
    const steps = chain.value
    const { window = '7d', order = 'ordered', by = 'person' } = funnelInView.value ?? {}
    return steps && followingQuestion({ steps, window, order, by, exclude: [] })
  })
  const isGoal = draft.kind === 'goal'
  const groups: OfferGroup[] = [
    ...(isGoal || chain.value === undefined ? [] : [followers(following)]),
    {
      label: isGoal ? building.goals : building.names,
      offers: seen.map((name) => ({
        key: JSON.stringify([draft.kind, name]),
        name: shownAs(draft.kind, name),
        also: name,
      })),
    },
  ]
  return (
    <Combobox
      label={funnels.what(place + 1)}
      // What is being typed stays as it is; then an event is read by what it is called.
      value={typed ?? shownAs(draft.kind, draft.name)}
      title={draft.kind === 'event' ? wholeName('event', draft.name, ...reader()) : undefined}
      groups={groups}
      onOpen={(next) => {
        setOpen(next)
        if (!next) setTyped(undefined)
      }}
      onValue={(text) => {
        setTyped(text)
        onDraft({ name: meantBy(text, draft.kind, seen) })
      }}
      onChoose={(key) => {
        const [kind, name] = JSON.parse(key)
        onDraft({ kind, name })
      }}
    />
  )
}

function reader() {
  return [language.value, words.value] as const
}

function shownAs(kind: StepDraft['kind'], name: string): string {
  return kind === 'event' && name !== '' ? valueName('event', name, ...reader()) : name
}

/** The event that is called what was typed; else what was typed. */
function meantBy(text: string, kind: StepDraft['kind'], seen: readonly string[]): string {
  return seen.find((name) => shownAs(kind, name) === text) ?? text
}

/** The steps before, once they are all named and somebody looks; undefined before the first. */
function useChain(before: readonly StepDraft[], open: boolean) {
  const whole = before.length > 0 && before.every(({ name }) => name.trim() !== '')
  const written = open && whole ? JSON.stringify(before.map(stepOf)) : undefined
  const chain = useSignal<ReturnType<typeof stepOf>[] | undefined>(undefined)
  useEffect(() => {
    chain.value = written === undefined ? undefined : JSON.parse(written)
  }, [written])
  return chain
}

function followers(following: Resource<Following>): OfferGroup {
  const label = words.value.building.following
  const told = following.data.value
  if (!told) return { label, offers: [], ...(isKnown(following) ? {} : { awaited: MOST }) }
  const most = Math.max(1, ...told.followers.map(({ people }) => people))
  return { label, offers: told.followers.slice(0, MOST).map((one) => offerOf(one, told, most)) }
}

function offerOf(
  { kind, name, people }: Following['followers'][number],
  { people: all }: Following,
  most: number,
): Offer {
  const shown = shownAs(kind, name)
  const share = brief('rate', all === 0 ? null : people / all, locale.value)
  return {
    key: JSON.stringify([kind, name]),
    name: shown,
    also: name,
    note: `${full('count', people, locale.value)} · ${share}`,
    fill: people / most,
    said: words.value.building.option(shown, count(people, locale.value), share),
  }
}
