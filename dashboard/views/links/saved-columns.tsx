import type { ComponentChildren } from 'preact'
import { tagLink } from '../../../collector/acquisition/tag-link.ts'
import type { Link } from '../../../collector/settings/links.ts'
import { MetricValue } from '../../blocks/tables/rate.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { full } from '../../format.ts'
import { withCondition } from '../../models/filters.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { linkTo, locale, view } from '../../models/view.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { channelNameOf } from './link-channel.ts'
import type { Courses } from './link-courses.ts'
import { LinkTools } from './link-tools.tsx'
import { shortLink } from './save-link.tsx'
import { RESULTS, type SavedRow } from './saved-rows.ts'

/** The link and its tags, who has it, what came of it from click to money, and what can be done with it. */
export function savedColumns(
  rules: RulesOfSite | undefined,
  courses: (slug: string) => Courses,
): Column<SavedRow>[] {
  const text = linkWords.value
  return [
    { key: 'link', head: text.short, cell: ({ link }) => <ShortLink link={link} /> },
    { key: 'tags', head: text.tags, cell: ({ link }) => <Tags link={link} rules={rules} /> },
    { key: 'owner', head: text.owner, cell: ({ link }) => <Owner link={link} /> },
    ...counted(),
    ...RESULTS.map(resultColumn),
    {
      key: 'trend',
      head: text.trend,
      cell: ({ link }) => <Trend {...courses(link.slug)} />,
    },
    {
      key: 'tools',
      stays: true,
      head: text.tools,
      align: 'end',
      cell: ({ link }) => <LinkTools link={link} />,
    },
  ]
}

/** Of all time: a click is counted before there is a visit. */
function counted(): Column<SavedRow>[] {
  const text = linkWords.value
  const one = (key: 'clicks' | 'bots', head: string, hint: string): Column<SavedRow> => ({
    key,
    head,
    align: 'end',
    sortable: true,
    cell: ({ link }) => <span title={hint}>{full('count', link[key], locale.value)}</span>,
  })
  return [one('clicks', text.clicks, text.clicksHint), one('bots', text.robots, text.robotsHint)]
}

function resultColumn(metric: (typeof RESULTS)[number]): Column<SavedRow> {
  const said = (row: SavedRow) => (
    <MetricValue row={undefined} metric={metric} value={row[metric]} />
  )
  return {
    key: metric,
    head: words.value.metrics[metric].name,
    align: 'end',
    sortable: true,
    cell: (row) => (metric === 'visits' ? <Visits row={row} said={said(row)} /> : said(row)),
  }
}

/** Clicks above visits; where they are not known their room stays. */
function Trend({ clicks, visits, open }: Courses) {
  return (
    <span class="spark-pair">
      <Sparkline values={clicks ?? []} open={open} />
      <Sparkline values={visits ?? []} open={open} />
    </span>
  )
}

/** Leads on to where these visits came from. */
function Visits({ row, said }: { row: SavedRow; said: ComponentChildren }) {
  const filters = withCondition(view.value.filters, ['is', 'link', [row.link.slug.toLowerCase()]])
  return (
    <a class="link" href={linkTo('sources', { filters })}>
      {said}
    </a>
  )
}

function ShortLink({ link }: { link: Link }) {
  const { actions } = words.value
  return (
    <span class="with-delta" title={tagLink(link.url, link)}>
      <a
        class="link row-title"
        href={linkTo('links/saved', { options: { open: link.slug } })}
        title={linkWords.value.came(`/l/${link.slug}`)}
      >
        /l/{link.slug}
      </a>
      <CopyButton
        kind="ghost"
        size="small"
        text={shortLink(link.slug)}
        label={actions.copy}
        done={actions.copied}
      />
      {link.archived && <span class="badge">{linkWords.value.archived}</span>}
    </span>
  )
}

function Tags({ link, rules }: { link: Link; rules: RulesOfSite | undefined }) {
  const { source, medium, campaign } = link
  const tags = `${source} / ${medium} / ${campaign}`
  return (
    <span class="saved-cell">
      <span title={tags}>{tags}</span>
      <small>{channelNameOf(tagLink(link.url, link), rules)}</small>
    </span>
  )
}

function Owner({ link }: { link: Link }) {
  return (
    <span class="saved-cell" title={link.note}>
      <span>{link.owner ?? '–'}</span>
      {link.note && <small>{link.note}</small>}
    </span>
  )
}
