import { Plus, Star } from 'lucide-preact'
import type { Funnel } from '../../../collector/settings/funnels.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { DayStateWord } from '../../blocks/funnels/day-state.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { brief } from '../../format.ts'
import { go } from '../../models/address.ts'
import { definitionOf, funnelInView } from '../../models/funnel.ts'
import { courseOf, openDays } from '../../models/funnel-days.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { isKnown } from '../../models/resource.ts'
import { funnels } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, changed, locale, today } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** Each is a report of its own; the others stand in a list. */
const MOST = 8

/** The site's funnels, the starred first, each with its course and how its last day is; nothing where none is saved. */
export function FunnelChips() {
  const text = words.value.funnels
  const saved = funnels.data.value ?? []
  if (saved.length === 0) return null
  const sorted = saved.toSorted((a, b) => Number(b.starred) - Number(a.starred))
  const chosen = funnelInView.value?.saved?.id
  return (
    <nav class="funnel-chips" aria-label={text.saved}>
      {sorted.slice(0, MOST).map((funnel) => (
        <FunnelChip key={JSON.stringify(funnel)} funnel={funnel} isChosen={funnel.id === chosen} />
      ))}
      <Others others={sorted.slice(MOST)} chosen={chosen} />
      <a
        class="funnel-chip"
        data-new
        href={changed({ options: {} })}
        aria-current={chosen === undefined ? 'true' : undefined}
      >
        <Plus size={14} aria-hidden="true" />
        {text.fresh}
      </a>
    </nav>
  )
}

interface OthersProps {
  others: readonly Funnel[]
  chosen: string | undefined
}

function Others({ others, chosen }: OthersProps) {
  const text = words.value.savedFunnels
  if (others.length === 0) return null
  return (
    <SelectField
      label={text.more}
      value={others.some(({ id }) => id === chosen) ? (chosen ?? '') : ''}
      choices={[{ value: '', name: '–' }, ...others.map(({ id, name }) => ({ value: id, name }))]}
      onValue={(id) => go(changed({ options: id === '' ? {} : { funnel: id } }))}
    />
  )
}

function FunnelChip({ funnel, isChosen }: { funnel: Funnel; isChosen: boolean }) {
  const answered = useResource<ReportAnswer<'funnel'>>(() =>
    reportQuestion('funnel', { ...aloneRequest.value, ...definitionOf(funnel), trend: 'day' }),
  )
  const answer = answered.data.value
  return (
    <a
      class="funnel-chip"
      href={changed({ options: { funnel: funnel.id } })}
      aria-current={isChosen ? 'true' : undefined}
    >
      <b>
        {funnel.starred && <Star size={12} aria-hidden="true" />}
        <span title={funnel.name}>{funnel.name}</span>
      </b>
      <span>
        {isKnown(answered) && brief('rate', answer?.rate, locale.value)}{' '}
        {answer && <DayStateWord answer={answer} />}
      </span>
      <Sparkline
        values={courseOf(answer?.trend ?? [])}
        open={openDays(answer?.trend ?? [], { window: funnel.window, today: today.value })}
      />
    </a>
  )
}
