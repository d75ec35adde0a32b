import { Sparkles } from 'lucide-preact'
import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { full } from '../../format.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { words } from '../../texts/texts.ts'

interface Doubt {
  kind: string
  value: string
  count: number
}

/** Campaign values and paid clicks that ought to be mended where the links are made. */
export function Doubts({ answer }: { answer: DataQualityAnswer }) {
  const text = words.value.quality
  const rows = doubtsOf(answer)
  const named: Record<string, string> = text.kinds
  return (
    <Card title={text.warnings} flush>
      {rows.length === 0 ? (
        <EmptyState
          icon={<Sparkles size={22} aria-hidden="true" />}
          title={text.noWarnings}
          hint={text.noWarningsHint}
        />
      ) : (
        <DataTable
          caption={text.warnings}
          rows={rows}
          rowKey={({ kind, value }) => `${kind} ${value}`}
          columns={[
            { key: 'kind', head: text.matter, cell: ({ kind }) => named[kind] ?? kind },
            { key: 'value', head: text.found, cell: ({ value }) => <code>{value}</code> },
            {
              key: 'count',
              head: text.times,
              align: 'end',
              cell: ({ count }) => full('count', count, locale.value),
            },
            { key: 'fix', head: text.fix, align: 'end', cell: (doubt) => <Fix doubt={doubt} /> },
          ]}
        />
      )}
    </Card>
  )
}

function doubtsOf(answer: DataQualityAnswer): Doubt[] {
  const clicks = answer.untagged_paid_clicks.map(({ click_id, channel, visits }) => ({
    kind: 'untagged_paid_click',
    value: `${click_id} → ${channel}`,
    count: visits,
  }))
  return [...answer.malformed_campaigns, ...clicks].toSorted((a, b) => b.count - a.count)
}

const FIXES: Record<string, 'aliases' | 'channels'> = {
  unknown_medium: 'channels',
  source_equals_medium: 'aliases',
}

/** Where it is mended here; other matters are mended in the link itself. */
function Fix({ doubt }: { doubt: Doubt }) {
  const section = FIXES[doubt.kind]
  const { quality, settings } = words.value
  if (!section) {
    return (
      <a class="link" href={linkTo('links')}>
        {quality.makeLink}
      </a>
    )
  }
  return (
    <a class="link" href={linkTo(`settings/${section}`)}>
      {settings.sections[section]}
    </a>
  )
}
