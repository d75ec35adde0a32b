import { Change } from '../../blocks/tables/change.tsx'
import { Meaning } from '../../blocks/tables/meaning.tsx'
import { RangeBar } from '../../charts/range-bar.tsx'
import { go } from '../../models/address.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { returnWords } from '../../texts/return.ts'
import { words } from '../../texts/texts.ts'
import { type Attribution, MODELS } from './asked.ts'
import { downFrom } from './crumbs.ts'
import type { Earnings } from './earned.ts'
import { rowName } from './row-name.ts'
import { type Measure, type Side, valuesOf } from './side-by-side.ts'

interface ModelsTableProps {
  earnings: Earnings
  sides: readonly Side[]
  totals: Attribution['totals']
  measure: Measure
  tell: (value: number | null) => string
}

const MOST = 100

/** A column for each model, the widest of them as a bar, and how the one in use has moved. */
export function ModelsTable(props: ModelsTableProps) {
  const { sides, earnings } = props
  return (
    <div class="models-table">
      <DataTable
        caption={returnWords.value.modelsTitle}
        rows={sides.slice(0, MOST)}
        rowKey={({ value, kind }) => JSON.stringify([value, kind])}
        columns={[
          nameColumn(props),
          ...modelColumns(props),
          spreadColumn(props),
          ...(earnings.before ? [changeColumn(props, earnings.before)] : []),
        ]}
      />
    </div>
  )
}

/** Return of the total would count what came without spend. */
function hasTotal(measure: Measure): boolean {
  return measure !== 'roas'
}

function nameColumn({ earnings: { level }, measure }: ModelsTableProps): Column<Side> {
  return {
    key: 'name',
    head: words.value.tabs[level],
    foot: hasTotal(measure) ? returnWords.value.total : undefined,
    cell: (side) => {
      const name = rowName(side, level)
      const href = side.kind === 'visited' ? downFrom(level, side.value) : undefined
      return (
        <div class="row-name">
          {href === undefined ? (
            <span class="row-plain">
              <bdi dir="auto">{name}</bdi>
            </span>
          ) : (
            <button type="button" title={words.value.filters.by(name)} onClick={() => go(href)}>
              <bdi dir="auto">{name}</bdi>
            </button>
          )}
        </div>
      )
    },
  }
}

function modelColumns({ earnings, totals, measure, tell }: ModelsTableProps): Column<Side>[] {
  const text = returnWords.value
  const sums = hasTotal(measure) ? valuesOf(totals, measure) : undefined
  return MODELS.map((model, i) => ({
    key: model,
    head: text.models[model],
    align: 'end',
    explain: <Meaning of={model} />,
    cell: ({ values }) => {
      const told = tell(values[i] ?? null)
      return model === earnings.model ? <b title={text.inView}>{told}</b> : told
    },
    foot: sums && tell(sums[i] ?? null),
  }))
}

function spreadColumn({ sides, tell, earnings }: ModelsTableProps): Column<Side> {
  const text = returnWords.value
  const most = Math.max(...sides.map(({ spread }) => spread?.[1] ?? 0)) || 1
  const chosen = MODELS.indexOf(earnings.model)
  return {
    key: 'spread',
    head: text.columns.spread,
    align: 'end',
    explain: <Meaning of="models" />,
    cell: ({ spread, values }) =>
      spread === null ? (
        '–'
      ) : (
        <RangeBar
          title={text.rangeOf(tell(spread[0]), tell(spread[1]))}
          low={Math.max(0, spread[0]) / most}
          high={Math.max(0, spread[1]) / most}
          at={Math.max(0, values[chosen] ?? 0) / most}
        />
      ),
  }
}

function changeColumn(
  { measure, tell, earnings }: ModelsTableProps,
  before: NonNullable<Earnings['before']>,
): Column<Side> {
  const chosen = MODELS.indexOf(earnings.model)
  return {
    key: 'change',
    head: returnWords.value.columns.change,
    align: 'end',
    explain: <Meaning of="moved" />,
    cell: ({ value, values }) => {
      const was = before.rows.get(value)?.[measure]
      return was ? <Change now={values[chosen] ?? null} before={was} tell={tell} /> : '–'
    },
  }
}
