import type { ComponentChildren } from 'preact'
import type { State } from '../../../collector/settings/funnel-filter.ts'
import { brief, count, full } from '../../format.ts'
import { ownId, personPage } from '../../models/people.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { language, words } from '../../texts/texts.ts'

type Answer = Pick<ReportAnswer<'funnel/people'>, 'next' | 'people' | 'total'>

interface PeopleThereProps {
  answer: Answer
  state: State
  /** Where more of them is told. */
  children?: ComponentChildren
}

/** People and rows that are shown. */
export const SHOWN = 8

/** How many are somewhere in a funnel, what they did next, and who they are. */
export function PeopleThere({ answer, state, children }: PeopleThereProps) {
  const text = words.value.funnels
  const { next, people, total } = answer
  if (total === 0) return <p class="drill-note">{text.nobody[state]}</p>
  const most = Math.max(1, ...next.map((row) => row.people))
  return (
    <div class="who-stopped">
      <p class="sentence">
        {text.leftBehind[state](count(total, locale.value))} {children}
      </p>
      <BarList
        nameHead={text.next[state]}
        valueHead={words.value.metrics.visitors.name}
        share={{ head: text.share, hint: undefined }}
        rows={next.slice(0, SHOWN).map((row) => ({
          key: JSON.stringify(row.event_or_page),
          name: doneNext(row),
          fill: row.people / most,
          value: full('count', row.people, locale.value),
          share: brief('rate', row.people / total, locale.value),
        }))}
      />
      {!guest && (
        <ul class="people-links">
          {people.map((id) => (
            <li key={id}>
              <a href={linkTo(personPage(id))}>{ownId(id)}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** A page or an event by its name; of who did nothing more, that. */
function doneNext({ event_or_page: what, kind }: Answer['next'][number]): string {
  if (what === null) return words.value.funnels.nothing
  return kind === 'page' ? what : valueName('event', what, language.value, words.value)
}
