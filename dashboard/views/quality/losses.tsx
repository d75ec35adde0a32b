import type { ComponentChildren } from 'preact'
import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { AllowHost } from '../../blocks/refused-hosts.tsx'
import { full } from '../../format.ts'
import { counts } from '../../models/refused.ts'
import { mayChange } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'

interface Loss {
  name: string
  count: number
}

/** What was stored without a part of it, found no room, or is not counted for its host. */
export function Losses({ answer }: { answer: DataQualityAnswer }) {
  const text = words.value.quality
  const { trimmed, others, limited, refused_hosts, untrusted_proxy } = answer
  const parts = trimmed.map(({ field, count }) => ({ name: spelled(text.fields, field), count }))
  const floods = [
    ...others.map(({ kind, count }) => ({ name: spelled(text.shares, kind), count })),
    ...limited.map(({ share, count }) => ({ name: spelled(text.shares, share), count })),
  ]
  const hosts = refused_hosts.map(({ host, count }) => ({ name: host, count }))
  return (
    <>
      {isProxied(answer) && (
        <Notice tone="warn">{text.proxy(untrusted_proxy.addresses.join(', '))}</Notice>
      )}
      <Counted
        title={text.refusedHosts}
        head={text.host}
        rows={hosts}
        {...(mayChange.value && { tool: allowing })}
      />
      <Counted title={text.trimmed} head={text.field} rows={parts} hint={text.trimmedHint} />
      <Counted title={text.flooded} head={text.matter} rows={floods} />
    </>
  )
}

/** A few visitors may name a proxy of their own; the server's own names many, or has an address of no visitor. */
function isProxied({ untrusted_proxy, accepted }: DataQualityAnswer): boolean {
  const { requests, addresses } = untrusted_proxy
  return addresses.length > 0 || requests > accepted / 10
}

function allowing({ name }: Loss) {
  return !counts(name) && <AllowHost host={name} />
}

interface CountedProps {
  title: string
  head: string
  rows: readonly Loss[]
  hint?: string
  /** What can be done about one. */
  tool?: (row: Loss) => ComponentChildren
}

/** Nothing where nothing was found. */
function Counted({ title, head, rows, hint, tool }: CountedProps) {
  if (rows.length === 0) return null
  return (
    <Card title={title} flush>
      <div class="worded">
        <DataTable
          caption={title}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', head, cell: ({ name }) => name },
            {
              key: 'count',
              head: words.value.quality.events,
              align: 'end',
              cell: ({ count }) => full('count', count, locale.value),
            },
            ...(tool
              ? [{ key: 'tool', head: words.value.quality.fix, align: 'end' as const, cell: tool }]
              : []),
          ]}
        />
      </div>
      {hint && <p class="drill-note foot-note">{hint}</p>}
    </Card>
  )
}
