import { Sparkline } from '../../charts/sparkline.tsx'
import { BarList } from '../../parts/bar-list.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Delta } from '../../parts/delta.tsx'
import { Metric } from '../../parts/metric.tsx'
import { Sample } from './sample.tsx'

const COURSE = [3, 5, 4, 8, 6, 9, 7, 4]
const LONG = 'a name that is far longer than any column can show without being cut short'
const HOSTILE = '<img src=x onerror=alert(1)> \u202Etxet desrever'
const ROWS = [
  { key: 'a', name: 'Organic Search', fill: 1, value: '1,983', share: '34%' },
  { key: 'b', name: LONG, fill: 0.5, value: '991', share: '17%' },
  { key: 'c', name: HOSTILE, fill: 0.02, value: '12', share: '0.2%' },
]

export function DataSamples() {
  return (
    <>
      <section class="card" aria-label="Metrics">
        <div class="metrics">
          <Metric
            name="Chosen"
            value="5,832"
            chosen
            delta={<Delta change={0.16} size="16%" title="up 16%" />}
            spark={<Sparkline values={COURSE} open={1} />}
          />
          <Metric
            name="Falling"
            value="$1.23M"
            delta={<Delta change={-0.18} size="18%" title="down 18%" />}
            spark={<Sparkline values={COURSE.toReversed()} />}
          />
          <Metric
            name="Less is better"
            value="41%"
            delta={<Delta change={-0.02} size="2%" title="down 2%" lessIsBetter />}
          />
          <Metric name="Nothing" value="–" spark={<Sparkline values={[0, 0, 0]} />} />
        </div>
      </section>
      <Sample title="Bars">
        <div class="sample-wide">
          <BarList
            nameHead="Name"
            valueHead="Visitors"
            rows={ROWS.map((row, i) => (i === 0 ? { ...row, onChoose: () => undefined } : row))}
          />
        </div>
      </Sample>
      <Sample title="Table">
        <div class="sample-wide">
          <DataTable
            caption="Sample"
            rows={ROWS}
            rowKey={({ key }) => key}
            order={{ key: 'value', direction: 'desc' }}
            onOrder={() => undefined}
            columns={[
              { key: 'name', head: 'Name', cell: ({ name }) => name.slice(0, 40), foot: 'Total' },
              {
                key: 'value',
                head: 'Visitors',
                align: 'end',
                sortable: true,
                cell: ({ value }) => value,
                foot: '2,986',
              },
            ]}
          />
        </div>
      </Sample>
    </>
  )
}
