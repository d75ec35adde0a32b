import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { csvOf } from '../../../collector/csv.ts'
import { saveText } from '../../charts/save.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { site } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TextArea } from '../../parts/field.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { acquisitionOf, channelNameOf } from './link-channel.ts'
import { type BulkLink, pastedLinks } from './pasted.ts'
import type { TagValues } from './tagged-link.ts'

interface BulkLinksProps {
  tags: TagValues
  rules: RulesOfSite | undefined
}

/** The same tags on a pasted list of addresses, out again as text or as a table. */
export function BulkLinks({ tags, rules }: BulkLinksProps) {
  const { actions } = words.value
  const text = linkWords.value
  const [pasted, setPasted] = useState('')
  const found = pastedLinks(pasted, tags, site.value?.domain ?? '')
  const ready = found.flatMap(({ link }) => link ?? [])
  return (
    <Card
      title={text.bulk}
      tools={
        ready.length > 0 && (
          <>
            <CopyButton
              size="small"
              text={ready.join('\n')}
              label={actions.copy}
              done={actions.copied}
            />
            <Button
              size="small"
              icon={<Download size={14} />}
              onClick={() => saveText(csv(found, rules), 'text/csv', 'links.csv')}
            >
              CSV
            </Button>
          </>
        )
      }
    >
      <div class="stack">
        <TextArea label={text.bulkLabel} hint={text.bulkHint} value={pasted} onValue={setPasted} />
        {found.length > 0 && <Found found={found} rules={rules} />}
      </div>
    </Card>
  )
}

function Found({ found, rules }: { found: readonly BulkLink[]; rules: RulesOfSite | undefined }) {
  const text = linkWords.value
  const rows = found.map((entry, i) => ({ ...entry, key: String(i) }))
  return (
    <DataTable
      caption={text.bulk}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'link',
          head: text.result,
          cell: (entry) => <span class="bulk-link">{entry.link ?? entry.address}</span>,
        },
        {
          key: 'channel',
          head: text.channel,
          cell: ({ link }) => (link ? channelNameOf(link, rules) : ''),
        },
        {
          key: 'doubts',
          head: text.doubts,
          cell: ({ lints }) => (
            <span class="bulk-link">
              {[...new Set(lints.map(({ kind }) => text.lints[kind]))].join(' ')}
            </span>
          ),
        },
      ]}
    />
  )
}

/** A row a link, with the API's own names for programs to read. */
function csv(found: readonly BulkLink[], rules: RulesOfSite | undefined): string {
  const rows = found.map(({ address, tags, link }) => ({
    url: address,
    ...tags,
    link: link ?? '',
    channel: link ? acquisitionOf(link, rules).channel : '',
  }))
  return csvOf({ rows })
}
