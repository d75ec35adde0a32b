import { tagLink } from '../../../collector/acquisition/tag-link.ts'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { MetricValue } from '../../blocks/tables/rate.tsx'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { mayChange } from '../../models/sites.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { channelNameOf } from './link-channel.ts'
import { savedLinks } from './save-link.tsx'
import { RESULTS } from './saved-rows.ts'
import { type TaggedRow, taggedQuestion, taggedRows, writtenTags } from './tagged-rows.ts'

/** Links that carry tags and no short name: visits tell of them, saved or not. */
export function TaggedCard({ rules }: { rules: RulesOfSite | undefined }) {
  const text = linkWords.value
  const answered = useResource<StatsAnswer>(taggedQuestion)
  if (!hasMore(answered, ({ rows }) => rows.length === 0)) return null
  const rowsIn = (answer: StatsAnswer) => taggedRows(answer, savedLinks.data.value ?? [])
  return (
    <Card
      title={text.others}
      flush
      tools={
        answered.data.value && (
          <TableButton name="tagged-links" rows={rowsIn(answered.data.value).map(record)} />
        )
      }
    >
      <Answered of={answered} meanwhile={<SkeletonRows rows={6} />}>
        {(answer) => (
          <>
            <p class="drill-note card-note">{text.othersHint}</p>
            <DataTable
              caption={text.others}
              rows={rowsIn(answer)}
              rowKey={({ tags }) => writtenTags(tags)}
              columns={columns(rules)}
            />
          </>
        )}
      </Answered>
    </Card>
  )
}

function record({ tags, ...rest }: TaggedRow): object {
  return { ...tags, ...rest, owner: rest.owner ?? '' }
}

function columns(rules: RulesOfSite | undefined): Column<TaggedRow>[] {
  const text = linkWords.value
  return [
    { key: 'tags', head: text.tags, cell: ({ tags }) => <Tags tags={tags} rules={rules} /> },
    { key: 'owner', head: text.owner, cell: ({ owner }) => owner ?? '–' },
    ...RESULTS.map(
      (metric): Column<TaggedRow> => ({
        key: metric,
        head: words.value.metrics[metric].name,
        align: 'end',
        cell: (row) => <MetricValue row={undefined} metric={metric} value={row[metric]} />,
      }),
    ),
    {
      key: 'keep',
      stays: true,
      head: text.tools,
      align: 'end',
      cell: ({ tags }) =>
        mayChange.value && (
          <a
            class="button"
            data-size="small"
            data-kind="ghost"
            href={linkTo('links', { options: { tags: writtenTags(tags) } })}
          >
            {text.keep}
          </a>
        ),
    },
  ]
}

interface TagsProps {
  tags: TaggedRow['tags']
  rules: RulesOfSite | undefined
}

function Tags({ tags, rules }: TagsProps) {
  const said = Object.values(tags).filter(Boolean).join(' / ')
  return (
    <span class="saved-cell">
      <span title={said}>{said}</span>
      <small>{channelNameOf(tagLink('https://example.com/', tags), rules)}</small>
    </span>
  )
}
