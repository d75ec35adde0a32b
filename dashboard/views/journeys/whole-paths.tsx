import { Defined } from '../../blocks/tables/defined.tsx'
import { LeadMenu } from '../../blocks/tables/lead-menu.tsx'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { RowMenu } from '../../blocks/tables/row-menu.tsx'
import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { full } from '../../format.ts'
import { withoutFunnels } from '../../models/filters.ts'
import { stepsOfPath } from '../../models/lead-steps.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale, view } from '../../models/view.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'
import { nodeName, wholeNodeName } from './path-words.ts'

type Answer = ReportAnswer<'paths'>
type Row = Answer['paths'][number]

const SHOWN = 20

/** The commonest paths as a table: what the drawing says, for eyes, ears and small screens. */
export function WholePaths({ answer: { paths, units, compared } }: { answer: Answer }) {
  const text = journeyWords.value.paths
  return (
    <DataTable
      caption={text.whole}
      rows={paths.slice(0, SHOWN)}
      rowKey={keyOf}
      columns={[
        { key: 'path', head: text.path, cell: (row) => <Path row={row} /> },
        {
          key: 'units',
          head: text.count,
          align: 'end',
          explain: <Defined of="units" />,
          cell: (row) => full('count', row.units, locale.value),
        },
        {
          key: 'share',
          head: text.share,
          align: 'end',
          explain: <Defined of="ofPaths" />,
          cell: (row) => <ShareOf part={row.units} whole={units} />,
        },
        ...(compared ? [changeOf(compared, units)] : []),
        {
          key: 'converts',
          head: text.converts,
          align: 'end',
          explain: <Defined of="converts" />,
          cell: (row) => <ShareOf part={row.converted} whole={row.units} />,
        },
      ]}
    />
  )
}

/** How far a path's share has moved; nothing where it was not among the commonest before. */
function changeOf(before: NonNullable<Answer['compared']>, units: number): Column<Row> {
  const past = new Map(before.paths.map((row) => [keyOf(row), row.units]))
  return {
    key: 'change',
    head: journeyWords.value.paths.change,
    align: 'end',
    cell: (row) => {
      const was = past.get(keyOf(row))
      return (
        <MetricDelta
          metric="conversion_rate"
          now={row.units / units}
          before={was === undefined || before.units === 0 ? undefined : was / before.units}
        />
      )
    },
  }
}

function keyOf({ path, ends }: Row): string {
  return JSON.stringify([path.map(({ kind, name }) => [kind, name]), ends])
}

/** What can be asked further of those who went a path: they had its steps in this order, perhaps with others between. */
function PathMenu({ path }: Pick<Row, 'path'>) {
  const { rowMenu } = words.value
  const { filters, options } = view.value
  const by = options.by === 'person' ? 'person' : 'visit'
  const [only] = path
  if (path.length === 1 && (only?.kind === 'page' || only?.kind === 'event')) {
    return <RowMenu dimension={only.kind} value={only.name} name={nodeName(only)} />
  }
  const steps = stepsOfPath(path)
  return (
    <LeadMenu
      name={path.map((node) => nodeName(node)).join(' → ')}
      {...(steps && {
        among: {
          filters: [
            ...withoutFunnels(filters),
            ['funnel', 'reached', { steps, by, step: steps.length - 1 }],
          ],
          said: rowMenu.steps,
        },
        funnel: { steps, by, said: rowMenu.asFunnel },
      })}
    />
  )
}

function Path({ row }: { row: Row }) {
  const text = journeyWords.value.paths
  return (
    <div class="row-with-menu">
      <ol class="path-chips">
        {row.path.map((node, i) => (
          <li key={i} title={wholeNodeName(node)}>
            {nodeName(node)}
          </li>
        ))}
        {!row.ends && <li data-quiet>{text.goesOn}</li>}
      </ol>
      <PathMenu path={row.path} />
    </div>
  )
}
