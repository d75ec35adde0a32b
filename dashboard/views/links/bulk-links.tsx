import { useEffect, useMemo, useState } from 'preact/hooks'
import { fixedLink } from '../../../collector/acquisition/lint-link.ts'
import { QrCodesButton } from '../../blocks/downloads/qr-codes-button.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { full } from '../../format.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { TextArea } from '../../parts/field.tsx'
import { toast } from '../../parts/toast.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { BulkGrid } from './bulk-grid.tsx'
import {
  type BulkRow,
  carriedOver,
  isSavable,
  linkOf,
  MOST_ROWS,
  pastedRows,
  withLink,
} from './bulk-rows.ts'
import { saveRows } from './bulk-save.ts'
import { acquisitionOf } from './link-channel.ts'
import { doubtsOf, type LinkCheck, mannerOf } from './link-check.ts'
import type { Place } from './platform-tags.ts'
import { shortLink } from './save-link.tsx'
import { type TagValues, taggedLink } from './tagged-link.ts'

interface BulkLinksProps {
  tags: TagValues
  check: LinkCheck
  place: Place
}

/** The same tags on a pasted list of addresses: a grid to mend them in, then short links, text or a table. */
export function BulkLinks({ tags, check, place }: BulkLinksProps) {
  const { actions } = words.value
  const text = linkWords.value
  const [pasted, setPasted] = useState('')
  const [rows, setRows] = useState<BulkRow[]>([])
  const ready = rows.flatMap((row) => linkText(row, tags) ?? [])
  const [done, setDone] = useState<number>()
  const take = (next: string) => {
    // While they are saved, rows keep their places.
    if (done !== undefined) return
    setPasted(next)
    setRows((now) => carriedOver(pastedRows(next), now))
  }
  const all = { rows, onRows: setRows, tags, check, place }
  return (
    <>
      <Card title={text.bulk}>
        <TextArea
          label={text.bulkLabel}
          hint={rows.length === MOST_ROWS ? text.mostRows(String(MOST_ROWS)) : text.bulkHint}
          value={pasted}
          onValue={take}
        />
      </Card>
      {rows.length > 0 && (
        <div class="whole-row">
          <Card
            title={text.result}
            flush
            tools={
              <>
                <BulkActions {...all} done={done} onDone={setDone} />
                <CopyButton
                  size="small"
                  text={ready.join('\n')}
                  label={actions.copy}
                  done={actions.copied}
                />
                <QrCodesButton codes={rows.flatMap((row, i) => qrOf(row, i, tags))} />
                <TableButton
                  name="links"
                  rows={rows.map((row) => sheetRow(row, { tags, check, place }))}
                />
              </>
            }
          >
            <BulkGrid {...all} />
          </Card>
        </div>
      )}
    </>
  )
}

interface BulkActionsProps extends BulkLinksProps {
  /** Saved of those under way. */
  done: number | undefined
  onDone: (change: (count: number | undefined) => number | undefined) => void
  rows: readonly BulkRow[]
  onRows: (change: (now: BulkRow[]) => BulkRow[]) => void
}

/** One click for all fixes, and one for all short links. */
function BulkActions({ rows, onRows, tags, check, place, done, onDone }: BulkActionsProps) {
  const text = linkWords.value
  const number = (count: number) => full('count', count, locale.value)
  const fixable = rows
    .filter(({ saved }) => saved === undefined)
    .flatMap((row) => doubtsOf(linkOf(row, tags), check, place))
    .filter(({ fixed }) => fixed !== undefined).length
  const savable = rows.filter((row) => isSavable(row, tags))
  const fix = () =>
    onRows((now) =>
      now.map((row) =>
        row.saved === undefined
          ? withLink(row, fixedLink(linkOf(row, tags), mannerOf(check, place)), tags)
          : row,
      ),
    )
  const leaving = useLeaving()
  const save = async () => {
    onDone(() => 0)
    const onTurn = (outcome: BulkRow) => {
      // Meanwhile other rows may have been edited.
      onRows((now) => now.map((row) => (row.key === outcome.key ? { ...row, ...outcome } : row)))
      onDone((count = 0) => count + 1)
    }
    const { saved, left } = await saveRows(rows, {
      domain: siteHere(),
      common: tags,
      leaving,
      onTurn,
    })
    onDone(() => undefined)
    if (left > 0) toast(text.stopped(number(left)))
    else if (saved > 0) toast(text.savedAll(number(saved)))
  }
  return (
    <div class="bulk-actions">
      {fixable > 0 && (
        <Button size="small" disabled={done !== undefined} onClick={fix}>
          {text.fixAll(number(fixable))}
        </Button>
      )}
      {mayChange.value && (
        <Button
          kind="primary"
          size="small"
          disabled={done !== undefined || savable.length === 0}
          onClick={() => void save()}
        >
          {text.saveAll(number(savable.length))}
        </Button>
      )}
      <span role="status">{done !== undefined && text.saving(number(done))}</span>
    </div>
  )
}

/** Is aborted when the component goes. */
function useLeaving(): AbortSignal {
  const leaving = useMemo(() => new AbortController(), [])
  useEffect(() => () => leaving.abort(), [leaving])
  return leaving.signal
}

function linkText(row: BulkRow, tags: TagValues): string | undefined {
  const link = linkOf(row, tags)
  return taggedLink(link.url, link.tags)
}

/** The code of a short link where there is one, else of the whole link; nothing where there is none yet. */
function qrOf(row: BulkRow, i: number, tags: TagValues): { name: string; text: string }[] {
  if (row.saved !== undefined) return [{ name: row.saved, text: shortLink(row.saved) }]
  const link = linkText(row, tags)
  return link === undefined ? [] : [{ name: `link-${i + 1}`, text: link }]
}

/** A row a link, with the API's own names for programs to read. */
function sheetRow(row: BulkRow, { tags, check }: BulkLinksProps): object {
  const whole = linkOf(row, tags)
  const link = linkText(row, tags)
  return {
    url: whole.url,
    ...whole.tags,
    slug: row.saved ?? row.slug ?? '',
    owner: row.owner ?? '',
    note: row.note ?? '',
    link: link ?? '',
    channel: link ? acquisitionOf(link, check.rules).channel : '',
  }
}
