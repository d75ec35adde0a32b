import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { Warnings } from '../../blocks/answers/warnings.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { PictureButton } from '../../blocks/downloads/picture-button.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { Flow } from '../../charts/flow.tsx'
import { anchorOf } from '../../models/funnel.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, showOption, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Check } from '../../parts/field.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { isWithoutLoops, LoopsAndDeadEnds } from './loops.tsx'
import { flowOf, sentenceOf } from './path-words.ts'
import { WholePaths } from './whole-paths.tsx'

type Answer = ReportAnswer<'paths'>

const DEPTHS = ['3', '4', '5', '6'] as const
const TOP = 5

function asked() {
  const { options } = view.value
  const at = options.at ? anchorOf(options.at) : undefined
  const anchor = at === undefined ? {} : options.dir === 'to' ? { end: at } : { start: at }
  return {
    ...commonRequest.value,
    ...anchor,
    depth: Number(DEPTHS.find((depth) => depth === options.depth) ?? '4'),
    by: options.by === 'person' ? ('person' as const) : ('visit' as const),
    events: options.events === '1',
    top: TOP,
    loops: true,
  }
}

/** Which pages and events follow one another. */
export function PathsTab() {
  const text = journeyWords.value.paths
  const answered = useResource<Answer>(() => reportQuestion('paths', asked()))
  return (
    <div class="stack">
      <Card
        title={text.flow}
        tools={
          <>
            <PictureButton name={text.flow} />
            <CsvButton request={reportQuestion('paths', asked())?.key} />
          </>
        }
      >
        <PathOptions />
        <Answered of={answered} meanwhile={<Skeleton height="24rem" />}>
          {(answer) => (
            <>
              <Warnings of={answer.meta.warnings} />
              {nobodyWent(answer) ? <NothingHere /> : <Drawn answer={answer} />}
            </>
          )}
        </Answered>
      </Card>
      {hasMore(answered, nobodyWent) && (
        <Card title={text.whole} flush>
          <Answered of={answered} meanwhile={<Skeleton height="12rem" />}>
            {(answer) => <WholePaths answer={answer} />}
          </Answered>
        </Card>
      )}
      {hasMore(answered, ({ loops }) => !loops || isWithoutLoops(loops)) && (
        <Card title={text.loops}>
          <Answered of={answered} meanwhile={<Skeleton height="12rem" />}>
            {({ loops }) => (loops ? <LoopsAndDeadEnds loops={loops} /> : null)}
          </Answered>
        </Card>
      )}
    </div>
  )
}

function Drawn({ answer }: { answer: Answer }) {
  const backwards = view.value.options.dir === 'to'
  return (
    <>
      <p class="sentence">{sentenceOf(answer, backwards)}</p>
      <Flow
        label={journeyWords.value.paths.flow}
        {...flowOf(answer)}
        backwards={backwards}
        onChoose={({ at }) => showOption('at', at)}
      />
    </>
  )
}

function nobodyWent({ units }: Answer): boolean {
  return units === 0
}

function PathOptions() {
  const text = journeyWords.value.paths
  const { options } = view.value
  return (
    <div class="path-options">
      <SelectField
        label={text.direction}
        value={options.dir === 'to' ? 'to' : 'from'}
        choices={[
          { value: 'from', name: text.from },
          { value: 'to', name: text.to },
        ]}
        onValue={(value) => showOption('dir', value === 'to' ? 'to' : undefined)}
      />
      <TypedOption
        option="at"
        label={text.anchor}
        placeholder={text.anywhere}
        title={text.anchorHint}
      />
      <SelectField
        label={text.depth}
        value={DEPTHS.find((depth) => depth === options.depth) ?? '4'}
        choices={DEPTHS.map((value) => ({ value, name: value }))}
        onValue={(value) => showOption('depth', value === '4' ? undefined : value)}
      />
      <SelectField
        label={text.by}
        value={options.by === 'person' ? 'person' : 'visit'}
        choices={[
          { value: 'visit', name: text.units.visit },
          { value: 'person', name: text.units.person },
        ]}
        onValue={(value) => showOption('by', value === 'person' ? value : undefined)}
      />
      <Check
        label={text.withEvents}
        value={options.events === '1'}
        onValue={(on) => showOption('events', on ? '1' : undefined)}
      />
    </div>
  )
}
