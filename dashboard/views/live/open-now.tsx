import { full } from '../../format.ts'
import { go } from '../../models/address.ts'
import type { Condition } from '../../models/filters.ts'
import type { LiveAnswer } from '../../models/live.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'
import { sourceName } from './source-name.ts'

/** Where who is here now looks, and where they came from; a row leads to its visits of today. */
export function OpenNow({ open }: { open: LiveAnswer['open'] | undefined }) {
  const text = words.value.live
  return (
    <div class="stack live-lists">
      <Counts
        title={text.open}
        head={words.value.dimensions.page}
        rows={open?.pages.map(({ page, visitors }) => ({
          name: page,
          visitors,
          leads: ['pages', ['is', 'page', [page]]],
        }))}
      />
      <Counts
        title={text.cameFrom}
        head={words.value.dimensions.source}
        rows={open?.sources.map(({ channel, source, visitors }) => ({
          name: nameOf(channel, source),
          visitors,
          leads: ['sources', ['is', 'channel', [channel]]],
        }))}
      />
    </div>
  )
}

interface Row {
  name: string
  visitors: number
  leads: [page: string, condition: Condition]
}

interface CountsProps {
  title: string
  head: string
  /** Undefined while they are awaited. */
  rows: readonly Row[] | undefined
}

function Counts({ title, head, rows }: CountsProps) {
  const text = words.value.live
  if (rows === undefined) {
    return (
      <Card title={title}>
        <SkeletonRows rows={4} />
      </Card>
    )
  }
  const most = Math.max(1, ...rows.map(({ visitors }) => visitors))
  return (
    <Card title={title}>
      {rows.length === 0 ? (
        <p class="drill-note">{text.nobody}</p>
      ) : (
        <BarList
          nameHead={head}
          valueHead={words.value.metrics.visitors.name}
          rows={rows.map(({ name, visitors, leads: [page, condition] }) => ({
            key: name,
            name,
            fill: visitors / most,
            value: `× ${full('count', visitors, locale.value)}`,
            chooseLabel: words.value.filters.by(name),
            onChoose: () => go(linkTo(page, { period: 'today', filters: [condition] })),
          }))}
        />
      )}
    </Card>
  )
}

/** A source by its own name beside its channel, where it has one. */
function nameOf(channel: string, source: string | null): string {
  const spoken = valueName('channel', channel, language.value, words.value)
  const name = sourceName({ channel, source })
  return name === spoken ? spoken : `${name} · ${spoken}`
}
