import { useState } from 'preact/hooks'
import { type RulesOfSite, rulesQuestion } from '../../models/site-rules.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TextArea } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { channelOf } from './link-result.tsx'
import { type TagValues, taggedLink } from './tagged-link.ts'

interface BulkLink {
  address: string
  link: string | undefined
}

/** The same tags on a pasted list of addresses. */
export function BulkLinks({ tags }: { tags: TagValues }) {
  const { links: text, actions } = words.value
  const rules = useResource<RulesOfSite>(rulesQuestion)
  const [pasted, setPasted] = useState('')
  const found: BulkLink[] = pasted
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((address) => ({ address, link: taggedLink(address, tags) }))
  const ready = found.flatMap(({ link }) => link ?? [])
  return (
    <Card
      title={text.bulk}
      tools={
        ready.length > 0 && (
          <CopyButton
            size="small"
            text={ready.join('\n')}
            label={actions.copy}
            done={actions.copied}
          />
        )
      }
    >
      <div class="stack">
        <TextArea label={text.bulkLabel} value={pasted} onValue={setPasted} />
        {found.length > 0 && (
          <DataTable
            caption={text.bulk}
            rows={found}
            rowKey={({ address }) => address}
            columns={[
              {
                key: 'link',
                head: text.result,
                cell: ({ address, link }) => (
                  <span class="bulk-link">{link ?? `${address}: ${text.lints.address}`}</span>
                ),
              },
              {
                key: 'channel',
                head: text.channel,
                cell: ({ link }) => (link ? channelOf(link, rules.data.value) : ''),
              },
            ]}
          />
        )}
      </div>
    </Card>
  )
}
