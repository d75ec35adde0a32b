import type { ReadonlySignal } from '@preact/signals'
import { day as dayText } from '../../dates.ts'
import { count } from '../../format.ts'
import { addDays } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question, Resource } from '../../models/resource.ts'
import { numberOf } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale, today } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { settingsWords } from '../../texts/settings.ts'

/** What a limit on the age of visits deletes. */
export interface Forgotten {
  visits: number
  /** Pageviews and events. */
  events: number
  /** The last day that goes. */
  until: string
}

/** Before any site of this kind. */
const EARLIEST = '2000-01-01'

/** Counts what is older than so many days; nothing is asked for no limit. */
export function useForgotten(days: ReadonlySignal<number | null>): Resource<Forgotten> {
  return useResource(() => forgottenQuestion(days.value))
}

function forgottenQuestion(days: number | null): Question<Forgotten> | undefined {
  if (days === null || days < 1) return undefined
  const until = addDays(today.value, -days - 1)
  if (until < EARLIEST) return undefined
  const question = reportQuestion('stats', {
    period: { from: EARLIEST, to: until },
    metrics: ['visits', 'pageviews', 'events'],
  })
  return (
    question && {
      key: question.key,
      fetch: async (signal) => {
        const { totals } = await question.fetch(signal)
        const events = (numberOf(totals, 'pageviews') ?? 0) + (numberOf(totals, 'events') ?? 0)
        return { visits: numberOf(totals, 'visits') ?? 0, events, until }
      },
    }
  )
}

/** The same in words, before it is saved. */
export function ForgottenNotice({ forgotten }: { forgotten: Forgotten }) {
  return <Notice tone={forgotten.visits > 0 ? 'bad' : 'good'}>{forgottenWords(forgotten)}</Notice>
}

export function forgottenWords({ visits, events, until }: Forgotten): string {
  const text = settingsWords.value.general
  const day = dayText(until, locale.value.language)
  if (visits === 0) return text.forgetsNothing(day)
  return text.forgets(count(visits, locale.value), count(events, locale.value), day)
}
