import { useState } from 'preact/hooks'
import { type Counted, isNear } from '../../../collector/acquisition/near.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { type NamesUsed, namesUsedQuestion } from './link-check.ts'
import { NAMED, type Named, type NamesDraft, namesIn, withName } from './names-draft.ts'

interface NamesInUseProps {
  draft: NamesDraft
  onDraft: (draft: NamesDraft) => void
}

/** Names that visits came under, whether they are allowed, and the way to allow them. */
export function NamesInUse({ draft, onDraft }: NamesInUseProps) {
  const text = linkWords.value.names
  const used = useResource<NamesUsed>(namesUsedQuestion)
  const [tag, setTag] = useState<Named>('source')
  const choices = NAMED.map((value) => ({ value, name: text[value] }))
  const allow = (name: string) => onDraft({ ...draft, [tag]: withName(draft[tag], name) })
  return (
    <Card
      title={text.used}
      flush
      tools={<Segmented label={text.used} value={tag} onValue={setTag} choices={choices} />}
    >
      <Answered of={used} meanwhile={<SkeletonRows rows={8} />}>
        {(names) =>
          names[tag].length === 0 ? (
            <EmptyState title={text.none} hint={text.noneHint} />
          ) : (
            <NamesTable names={names[tag]} listed={namesIn(draft[tag])} onAllow={allow} />
          )
        }
      </Answered>
    </Card>
  )
}

interface NamesTableProps {
  names: readonly Counted[]
  listed: readonly string[]
  onAllow: (name: string) => void
}

function NamesTable({ names, listed, onAllow }: NamesTableProps) {
  const text = linkWords.value.names
  return (
    <DataTable
      caption={`${text.used}, ${text.usedHint}`}
      rows={names}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', head: text.name, cell: ({ name }) => <bdi dir="auto">{name}</bdi> },
        {
          key: 'visits',
          head: `${words.value.metrics.visits.name} · ${text.usedHint}`,
          align: 'end',
          cell: ({ count }) => full('count', count, locale.value),
        },
        {
          key: 'state',
          head: text.allowed,
          align: 'end',
          cell: ({ name }) => <State name={name} listed={listed} onAllow={onAllow} />,
        },
      ]}
    />
  )
}

interface StateProps {
  name: string
  listed: readonly string[]
  onAllow: (name: string) => void
}

/** Allowed, or what it looks like a slip of, with a click to allow it. */
function State({ name, listed, onAllow }: StateProps) {
  const text = linkWords.value.names
  const said = name.toLowerCase()
  if (listed.some((other) => other.toLowerCase() === said)) return <>✓</>
  const meant = listed.find((other) => isNear(other.toLowerCase(), said))
  return (
    <span class="name-state">
      {meant !== undefined && <small>{text.typo(meant)}</small>}
      {mayChange.value && (
        <Button kind="ghost" size="small" label={text.allow(name)} onClick={() => onAllow(name)}>
          {text.allowShort}
        </Button>
      )}
    </span>
  )
}
