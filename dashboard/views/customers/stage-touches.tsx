import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { Means } from '../../blocks/tables/means.tsx'
import { shareNote } from '../../blocks/tables/share-of.tsx'
import { full } from '../../format.ts'
import {
  type Stage,
  type StagesAnswer,
  stagesQuestion,
  TOUCHES,
  touchInView,
  touchTable,
} from '../../models/stages.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale, showOption } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { stageWords } from '../../texts/stages.ts'
import { language, words } from '../../texts/texts.ts'
import { lasting, rate } from './stage-words.ts'

type Row = NonNullable<StagesAnswer['by']>[number]

/** The stages of each value of people's first touch; where most came from first. */
export function StageTouches() {
  const text = stageWords.value
  const answered = useResource<StagesAnswer>(() => stagesQuestion({ dimension: touchInView() }))
  return (
    <Card
      title={text.by}
      explain={<Means of={text.meanings.by} />}
      flush
      tools={
        <>
          <Segmented
            label={text.touch}
            value={touchInView()}
            choices={TOUCHES.map((value) => ({ value, name: dimensionName(value, words.value) }))}
            onValue={(value) => showOption('by', value === 'channel' ? undefined : value)}
          />
          <CsvButton request={touchTable()} />
        </>
      }
    >
      <Answered of={answered} meanwhile={<TableRoom rows={6} />}>
        {(answer) => (
          <div class="stage-table">
            <DataTable
              caption={text.by}
              columns={columnsOf(answer)}
              rows={answer.by ?? []}
              rowKey={({ value, other }) => JSON.stringify([value, other])}
            />
          </div>
        )}
      </Answered>
    </Card>
  )
}

function columnsOf(all: StagesAnswer): Column<Row>[] {
  const { all: whole, tiles, meanings } = stageWords.value
  return [
    {
      key: 'value',
      head: dimensionName(touchInView(), words.value),
      cell: nameOf,
      foot: whole,
    },
    ...all.stages.map(({ goal }, place) => ({
      key: String(place),
      head: goal,
      align: 'end' as const,
      cell: (row: Row) => <Reached stages={row.stages} place={place} />,
      foot: <Reached stages={all.stages} place={place} />,
    })),
    {
      key: 'win',
      head: tiles.win,
      align: 'end',
      explain: <Means of={meanings.win} />,
      cell: ({ win_rate }) => rate(win_rate),
      foot: rate(all.win_rate),
    },
    {
      key: 'cycle',
      head: tiles.cycle,
      align: 'end',
      explain: <Means of={meanings.cycle} />,
      cell: ({ cycle_days }) => lasting(cycle_days),
      foot: lasting(all.cycle_days),
    },
  ]
}

/** No filter chooses by the first visit ever, so that a name is no button. */
function nameOf({ value, other }: Row) {
  if (other) return stageWords.value.other
  return <bdi dir="auto">{valueName(touchInView(), value, language.value, words.value)}</bdi>
}

/** People of a stage, and how many of those at the one before they are; of the last the win rate says that. */
function Reached({ stages, place }: { stages: readonly Stage[]; place: number }) {
  const [stage, before] = [stages[place], stages[place - 1]]
  return (
    <span class="stage-cell" title={stage && before && shareNote(stage.people, before.people)}>
      {full('count', stage?.people, locale.value)}
      {before && place < stages.length - 1 && <small>{rate(stage?.from_previous ?? null)}</small>}
    </span>
  )
}
