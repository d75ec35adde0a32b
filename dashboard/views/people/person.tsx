import { useSignal } from '@preact/signals'
import { Download, Eraser, UserRoundX } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { Timeline } from '../../blocks/people/timeline.tsx'
import { full } from '../../format.ts'
import { ownId, type PersonAnswer, personFile, personQuestion } from '../../models/people.ts'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Metric } from '../../parts/metric.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { peopleWords } from '../../texts/people.ts'
import { DayOnly } from './day-only.tsx'
import { ErasePerson } from './erase-person.tsx'
import { PersonFacts } from './person-facts.tsx'

/** Everything one person did. */
export function Person({ id }: { id: string }) {
  const text = peopleWords.value
  const pages = useSignal(1)
  const answered = useResource<PersonAnswer>(() => personQuestion(id, pages.value))
  const gone = answered.problem.value?.status === 404
  return (
    <Page title={ownId(id)} tools={!gone && <Tools id={id} />}>
      <div class="back">
        <BackLink to={linkTo('customers/people')}>{text.back}</BackLink>
      </div>
      {gone ? (
        <Gone />
      ) : (
        <Answered of={answered} uncarded meanwhile={<PersonSkeleton />}>
          {(answer) => (
            <Told
              answer={answer}
              onMore={() => {
                pages.value += 1
              }}
            />
          )}
        </Answered>
      )}
    </Page>
  )
}

function Tools({ id }: { id: string }) {
  const text = peopleWords.value
  const erasing = useSignal(false)
  return (
    <>
      <a class="button" href={personFile(id)} download title={text.exportHint}>
        <Download size={15} aria-hidden="true" />
        {text.export}
      </a>
      {mayChange.value && (
        <Button
          icon={<Eraser size={15} />}
          onClick={() => {
            erasing.value = true
          }}
        >
          {text.erase}
        </Button>
      )}
      {erasing.value && (
        <ErasePerson
          id={id}
          onClose={() => {
            erasing.value = false
          }}
        />
      )}
    </>
  )
}

function Gone() {
  const text = peopleWords.value
  return (
    <section class="card" role="alert">
      <EmptyState
        icon={<UserRoundX size={24} aria-hidden="true" />}
        title={text.gone}
        hint={text.goneHint}
      />
    </section>
  )
}

function PersonSkeleton() {
  return (
    <div class="stack">
      <div class="card person-room" />
      <SkeletonRows rows={6} height="6rem" />
    </div>
  )
}

function Told({ answer, onMore }: { answer: PersonAnswer; onMore: () => void }) {
  const { person } = answer
  return (
    <div class="stack">
      <section class="card person-totals" aria-label={peopleWords.value.totals}>
        <Totals person={person} />
      </section>
      {person.known_by === 'cookieless' && <DayOnly />}
      <div class="person">
        <Timeline answer={answer} onMore={onMore} />
        <PersonFacts person={person} />
      </div>
    </div>
  )
}

function Totals({ person }: { person: PersonAnswer['person'] }) {
  const { columns, pageviews, engaged } = peopleWords.value
  const count = (value: number) => full('count', value, locale.value)
  return (
    <div class="metrics">
      <Metric name={columns.visits} value={count(person.visits)} />
      <Metric name={pageviews} value={count(person.pageviews)} />
      <Metric name={columns.events} value={count(person.events)} />
      <Metric name={engaged} value={full('seconds', person.engaged_seconds, locale.value)} />
      <Metric name={columns.conversions} value={count(person.conversions)} />
      <Metric name={columns.revenue} value={full('money', person.revenue, locale.value)} />
    </div>
  )
}
