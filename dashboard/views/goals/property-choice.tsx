import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { brief } from '../../format.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, locale, showOption, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

/** Rarer ones have a field to be typed into. */
const MOST = 24

/** The properties that events of the period carried, the most frequent first. */
export function PropertyChoice({ chosen }: { chosen: string | undefined }) {
  const text = words.value.events
  const answered = useResource<ReportAnswer<'properties'>>(() =>
    reportQuestion('properties', aloneRequest.value),
  )
  return (
    <Answered of={answered} meanwhile={<Skeleton height="2rem" />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p class="drill-note">{text.noProperty}</p>
        ) : (
          <>
            <fieldset class="property-choice">
              <legend class="unseen">{text.property}</legend>
              {rows.slice(0, MOST).map(({ property, events }) => (
                <button
                  key={property}
                  type="button"
                  class="property"
                  aria-pressed={property === chosen}
                  onClick={() => showOption('property', property === chosen ? undefined : property)}
                >
                  <bdi dir="auto">{property}</bdi>{' '}
                  <small>{brief('count', events, locale.value)}</small>
                </button>
              ))}
            </fieldset>
            {rows.length > MOST && <PropertyField />}
          </>
        )
      }
    </Answered>
  )
}

/** For guests, who are not told which there are, and for one of very many. */
export function PropertyField() {
  const { events: text, period } = words.value
  const [typed, setTyped] = useState(view.peek().options.property ?? '')
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        showOption('property', typed || undefined)
      }}
    >
      <input
        class="input"
        data-size="small"
        placeholder={text.chooseProperty}
        aria-label={text.chooseProperty}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit">{period.apply}</Button>
    </form>
  )
}
