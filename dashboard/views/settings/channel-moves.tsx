import type { ChannelsPreviewAnswer } from '../../../collector/reports/channels-preview.ts'
import { count, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Notice } from '../../parts/notice.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'

/** Which visits the rules would move, from where to where, and what each rule decides. */
export function ChannelMoves({ preview }: { preview: ChannelsPreviewAnswer }) {
  const text = settingsWords.value.channels
  const { moved, moves, rules } = preview
  const number = (visits: number) => full('count', visits, locale.value)
  return (
    <section class="channel-moves" aria-label={text.preview}>
      <Notice tone="good">{text.moved(count(moved, locale.value))}</Notice>
      {moves.length > 0 && (
        <DataTable
          caption={text.moved(count(moved, locale.value))}
          rows={moves}
          rowKey={({ from, to }) => `${from} ${to}`}
          columns={[
            { key: 'from', head: text.from, cell: ({ from }) => nameOf(from) },
            { key: 'to', head: text.to, cell: ({ to }) => nameOf(to) },
            {
              key: 'visits',
              head: words.value.metrics.visits.name,
              align: 'end',
              cell: ({ visits }) => number(visits),
              foot: number(moved),
            },
          ]}
        />
      )}
      <ol class="field-hint">
        {rules.map(({ channel, matches }, i) => (
          <li key={i}>{text.decides(nameOf(channel), count(matches, locale.value))}</li>
        ))}
      </ol>
    </section>
  )
}

function nameOf(channel: string): string {
  return spelled(words.value.channels, channel)
}
