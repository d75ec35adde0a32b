import { useSignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { brief, count, full } from '../../format.ts'
import { type Following, followingQuestion } from '../../models/following.ts'
import { funnelInView } from '../../models/funnel.ts'
import { type StepDraft, stepOf } from '../../models/funnel-steps.ts'
import { isKnown, type Resource } from '../../models/resource.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Combobox, type Offer, type OfferGroup } from '../../parts/combobox.tsx'
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
      offers: seen.map((name) => ({ key: JSON.stringify([draft.kind, name]), name })),
    },
  ]
  return (
    <Combobox
      label={funnels.what(place + 1)}
      value={draft.name}
      groups={groups}
      onOpen={setOpen}
      onValue={(name) => onDraft({ name })}
      onChoose={(key) => {
        const [kind, name] = JSON.parse(key)
        onDraft({ kind, name })
      }}
    />
  )
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
  const shown = kind === 'event' ? valueName('event', name, language.value, words.value) : name
  const share = brief('rate', all === 0 ? null : people / all, locale.value)
  return {
    key: JSON.stringify([kind, name]),
    name: shown,
    note: `${full('count', people, locale.value)} · ${share}`,
    fill: people / most,
    said: words.value.building.option(shown, count(people, locale.value), share),
  }
}
