import { useSignal } from '@preact/signals'
import { LINK_TAGS, tagLink } from '../../../collector/acquisition/tag-link.ts'
import type { Filter } from '../../../collector/settings/filter.ts'
import type { Link } from '../../../collector/settings/links.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { full } from '../../format.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { mayChange } from '../../models/sites.ts'
import { numberOf } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { acquisitionOf, channelNameOf } from './link-channel.ts'
import { LinkTools } from './link-tools.tsx'
import { savedLinks, shortLink } from './save-link.tsx'

/** Links whose visits are asked for: each is a question of its own. */
const MOST = 50

/** The short links there are, with their clicks and the visits that came under their tags. */
export function SavedLinks({ rules }: { rules: RulesOfSite | undefined }) {
  const text = linkWords.value
  const known = useSignal(rules)
  known.value = rules
  const visits = useResource(() => visitsQuestion(savedLinks.data.value ?? [], known.value))
  return (
    <Card title={text.saved} flush>
      <Answered of={savedLinks} meanwhile={<SkeletonRows rows={3} />}>
        {(links) =>
          links.length === 0 ? (
            <EmptyState title={text.noneSaved} hint={mayChange.value ? text.noneSavedHint : ''} />
          ) : (
            <DataTable
              caption={text.saved}
              rows={links}
              rowKey={({ id }) => id}
              columns={columns(rules, visits.data.value)}
            />
          )
        }
      </Answered>
    </Card>
  )
}

type Visits = ReadonlyMap<string, number | null>

/** Visits that began with exactly the link's tags, as the site's aliases have them. */
function filtersOf(link: Link, rules: RulesOfSite | undefined): Filter[] {
  const came = acquisitionOf(tagLink(link.url, link), rules)
  return LINK_TAGS.flatMap((tag): Filter[] => {
    const value = came[tag]
    return value === null ? [] : [['is', tag, [value]]]
  })
}

function visitsQuestion(
  links: readonly Link[],
  rules: RulesOfSite | undefined,
): Question<Visits> | undefined {
  if (!rules) return undefined
  const questions = links.slice(0, MOST).flatMap((link) => {
    const question = reportQuestion('stats', {
      period: 'all',
      metrics: ['visits'],
      filters: filtersOf(link, rules),
    })
    return question ? [{ id: link.id, question }] : []
  })
  if (questions.length === 0) return undefined
  return {
    key: questions.map(({ question }) => question.key).join('\n'),
    fetch: async (signal) =>
      new Map(
        await Promise.all(
          questions.map(async ({ id, question }) => {
            const { totals } = await question.fetch(signal)
            return [id, numberOf(totals, 'visits')] as const
          }),
        ),
      ),
  }
}

function columns(rules: RulesOfSite | undefined, visits: Visits | undefined): Column<Link>[] {
  const { metrics, dimensions } = words.value
  const text = linkWords.value
  return [
    { key: 'link', head: text.short, cell: (link) => <ShortLink link={link} /> },
    {
      key: 'tags',
      head: dimensions.campaign,
      cell: ({ source, medium, campaign }) => `${source} / ${medium} / ${campaign}`,
    },
    {
      key: 'channel',
      head: dimensions.channel,
      cell: (link) => channelNameOf(tagLink(link.url, link), rules),
    },
    {
      key: 'clicks',
      head: text.clicks,
      align: 'end',
      cell: ({ clicks }) => (
        <span title={text.clicksHint}>{full('count', clicks, locale.value)}</span>
      ),
    },
    {
      key: 'visits',
      head: metrics.visits.name,
      align: 'end',
      cell: (link) => (
        <a
          class="link"
          href={linkTo('sources', { period: 'all', filters: filtersOf(link, rules) })}
        >
          {full('count', visits?.get(link.id), locale.value)}
        </a>
      ),
    },
    {
      key: 'tools',
      head: text.tools,
      align: 'end',
      cell: (link) => <LinkTools link={link} rules={rules} />,
    },
  ]
}

function ShortLink({ link }: { link: Link }) {
  const { actions } = words.value
  const short = shortLink(link.slug)
  return (
    <span class="with-delta" title={tagLink(link.url, link)}>
      /l/{link.slug}
      <CopyButton
        kind="ghost"
        size="small"
        text={short}
        label={actions.copy}
        done={actions.copied}
      />
    </span>
  )
}
