import { Answered } from '../../blocks/answers/answered.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { brief, count, full } from '../../format.ts'
import type { Resource } from '../../models/resource.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { money } from './amounts.ts'
import type { Attribution } from './asked.ts'
import { levelOf } from './earned.ts'
import { medianLength, runsOf, shareUpTo } from './path-length.ts'
import { rowName } from './row-name.ts'

const SHOWN = 10

/** By how many visits, over how many days, and by which ways conversions came. */
export function Ways({ answered }: { answered: Resource<Attribution> }) {
  const text = returnWords.value
  return (
    <Card title={text.paths} explain={<Meaning of="paths" />} flush>
      <Answered of={answered} meanwhile={<TableRoom rows={SHOWN} />}>
        {(answer) => (
          <>
            <p class="drill-note card-note">{lengthsOf(answer)}</p>
            <Table answer={answer} />
          </>
        )}
      </Answered>
    </Card>
  )
}

function lengthsOf({ path_touches, path_days }: Attribution): string {
  const text = returnWords.value
  const number = (value: number) => count(value, locale.value)
  const share = (value: number) => brief('rate', value, locale.value)
  const touches = text.touches(
    number(medianLength(path_touches)),
    share(shareUpTo(path_touches, 1)),
  )
  const days = text.lasted(number(medianLength(path_days)), share(shareUpTo(path_days, 0)))
  return `${touches} ${days}`
}

type Path = Attribution['paths'][number]

function Table({ answer }: { answer: Attribution }) {
  const text = returnWords.value
  const all = answer.path_touches.reduce((sum, { conversions }) => sum + conversions, 0)
  const level = levelOf(answer)
  return (
    <DataTable
      caption={text.paths}
      rows={answer.paths.slice(0, SHOWN)}
      rowKey={({ path }) => JSON.stringify(path)}
      columns={[
        {
          key: 'path',
          head: text.path,
          cell: ({ path }: Path) => (
            <ol class="path-chips">
              {runsOf(path).map(({ value, times: often }, i) => (
                <li key={i}>
                  {rowName({ value, kind: 'visited' }, level)}
                  {often > 1 && ` ×${often}`}
                </li>
              ))}
            </ol>
          ),
        },
        {
          key: 'conversions',
          head: text.columns.conversions,
          align: 'end',
          cell: ({ conversions }: Path) => full('count', conversions, locale.value),
        },
        {
          key: 'share',
          head: text.share,
          align: 'end',
          cell: ({ conversions }: Path) => <ShareOf part={conversions} whole={all} />,
        },
        {
          key: 'revenue',
          head: text.columns.revenue,
          align: 'end',
          cell: ({ revenue }: Path) => money(revenue),
        },
      ]}
    />
  )
}
