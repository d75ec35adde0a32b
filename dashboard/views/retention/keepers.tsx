import { newcombeInterval } from '../../../experiments/statistics/newcombe.ts'
import { brief } from '../../format.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale, view } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'
import { cohortRequest, isRated, unitInView } from './asked.ts'

type Row = ReportAnswer<'retention/features'>['rows'][number]

/** Of fewer people a rate says little. */
const FEWEST = 50

interface Kept {
  event: string
  rate: number
  gap: number
}

/** What those who are still there in a period did more in their first, in words; nothing where no event is beyond chance. */
export function Keepers({ at }: { at: number }) {
  const answered = useResource(() => reportQuestion('retention/features', cohortRequest()))
  const [best] = (answered.data.value?.rows ?? [])
    .flatMap((row) => keptBy(row, at))
    .toSorted((one, other) => other.gap - one.gap)
  if (!best) return null
  const text = journeyWords.value.retention
  const unit = text.unitNames[unitInView()]
  const name = valueName('event', best.event, language.value, words.value)
  const rate = brief('rate', best.rate, locale.value)
  return (
    <a class="link" href={linkTo('retention/features', { options: view.value.options })}>
      {text.keepers(name, unit, at, rate)}
    </a>
  )
}

/** Where even the lower end of the difference is above none. */
function keptBy({ event, with: done, without }: Row, at: number): Kept[] {
  const [one, other] = [done[at], without[at]]
  if (!isRated(one) || !isRated(other) || one.people < FEWEST) return []
  const [low] = newcombeInterval(one, other)
  return low > 0 ? [{ event, rate: one.rate, gap: one.rate - other.rate }] : []
}
