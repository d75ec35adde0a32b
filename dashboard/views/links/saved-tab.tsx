import { Link2 } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { QrCodesButton } from '../../blocks/downloads/qr-codes-button.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { Find } from '../../blocks/tables/find.tsx'
import { writeOrder } from '../../blocks/tables/question.ts'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { full } from '../../format.ts'
import { reportQuestion } from '../../models/report.ts'
import { isKnown } from '../../models/resource.ts'
import { type RulesOfSite, rulesQuestion } from '../../models/site-rules.ts'
import { mayChange } from '../../models/sites.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest, linkTo, locale, showOption, view } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable, type Order } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Check } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { problemWords } from '../../refusals.ts'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { coursesOf, coursesQuestion, type ListedCourses } from './link-courses.ts'
import { LinkView } from './link-view.tsx'
import { savedLinks, shortLink } from './save-link.tsx'
import { savedColumns } from './saved-columns.tsx'
import {
  isSought,
  MOST_ROWS,
  RESULTS,
  type SavedRow,
  savedRows,
  sheetOf,
  sorted,
} from './saved-rows.ts'
import { TaggedCard } from './tagged-card.tsx'

/** The short links there are, or the one that the address names. */
export function SavedTab() {
  const rules = useResource<RulesOfSite>(rulesQuestion)
  const { open: named } = view.value.options
  const link = savedLinks.data.value?.find(({ slug }) => slug === named)
  if (link) return <LinkView key={link.id} link={link} rules={rules.data.value} />
  return (
    <div class="stack">
      <SavedLinks rules={rules.data.value} />
      {/* What comes later would push it down. */}
      {isKnown(savedLinks) && <TaggedCard rules={rules.data.value} />}
    </div>
  )
}

/** With who looks after them, and what came of them in the period. */
function SavedLinks({ rules }: { rules: RulesOfSite | undefined }) {
  const text = linkWords.value
  const results = useResource<StatsAnswer>(() =>
    reportQuestion('stats', {
      ...aloneRequest.value,
      metrics: RESULTS,
      dimensions: ['link'],
      limit: MOST_ROWS,
    }),
  )
  const trends = useResource<ListedCourses>(() => {
    // They may be sorted by what came of them.
    if (!isKnown(results)) return undefined
    const known = savedRows(savedLinks.data.value ?? [], results.data.value)
    return coursesQuestion(slugsOf(known.filter(isListed)), slugsOf(shownOf(known)))
  })
  const rows = savedRows(savedLinks.data.value ?? [], results.data.value)
  const shown = shownOf(rows)
  const courses = (slug: string) => coursesOf(slug, trends.data.value)
  const refused = results.problem.value ?? trends.problem.value
  return (
    <Card title={text.saved} flush tools={rows.length > 0 && <Tools rows={rows} shown={shown} />}>
      <Answered of={savedLinks} meanwhile={<SkeletonRows rows={6} />}>
        {() =>
          shown.length === 0 ? (
            <Nothing any={rows.length > 0} />
          ) : (
            <>
              {refused && <Notice tone="bad">{problemWords(refused)}</Notice>}
              <DataTable
                caption={text.saved}
                rows={shown}
                rowKey={({ link }) => link.id}
                columns={savedColumns(rules, courses)}
                {...orderOf(view.value.options.order)}
                onOrder={(order) => showOption('order', writeOrder(order))}
              />
              <Foot rows={rows} shown={shown} answer={results.data.value} />
            </>
          )
        }
      </Answered>
    </Card>
  )
}

/** Not put away, unless that is asked for, too. */
function isListed({ link }: SavedRow): boolean {
  return view.value.options.archived !== undefined || !link.archived
}

function slugsOf(rows: readonly SavedRow[]): string[] {
  return rows.map(({ link }) => link.slug)
}

/** Those that the address leaves, found by what is typed. */
function shownOf(rows: readonly SavedRow[]): SavedRow[] {
  const { find = '', order } = view.value.options
  const left = rows.filter((row) => isListed(row) && isSought(row, find))
  return sorted(left, orderOf(order).order)
}

function orderOf(written: string | undefined): { order?: Order } {
  if (written === undefined) return {}
  const [key = '', direction] = written.split('.')
  return { order: { key, direction: direction === 'asc' ? 'asc' : 'desc' } }
}

function Tools({ rows, shown }: { rows: readonly SavedRow[]; shown: readonly SavedRow[] }) {
  const text = linkWords.value
  const away = rows.filter(({ link }) => link.archived).length
  return (
    <>
      {away > 0 && (
        <Check
          label={text.showArchived(full('count', away, locale.value))}
          value={view.value.options.archived !== undefined}
          onValue={(value) => showOption('archived', value ? '1' : undefined)}
        />
      )}
      <Find option="find" label={text.find} />
      <QrCodesButton
        codes={shown.map(({ link: { slug } }) => ({ name: slug, text: shortLink(slug) }))}
      />
      <TableButton name="links" rows={sheetOf(shown, shortLink)} />
    </>
  )
}

function Nothing({ any }: { any: boolean }) {
  const text = linkWords.value
  if (any) return <EmptyState title={text.noneFound} hint={text.noneFoundHint} />
  return (
    <EmptyState
      icon={<Link2 size={22} aria-hidden="true" />}
      title={text.noneSaved}
      hint={mayChange.value ? text.noneSavedHint : ''}
    >
      {mayChange.value && (
        <a class="button" data-kind="primary" href={linkTo('links')}>
          {text.toBuilder}
        </a>
      )}
    </EmptyState>
  )
}

interface FootProps {
  rows: readonly SavedRow[]
  shown: readonly SavedRow[]
  answer: StatsAnswer | undefined
}

/** How many of the links are on show, and money that is in no sum. */
function Foot({ rows, shown, answer }: FootProps) {
  const { metricNotes } = words.value
  const number = (count: number) => full('count', count, locale.value)
  const unconverted = answer?.meta.unconverted ?? []
  if (shown.length === rows.length && unconverted.length === 0) return null
  return (
    <div class="list-tools">
      {shown.length < rows.length && (
        <span class="drill-note">
          {metricNotes.rows(number(shown.length), number(rows.length))}
        </span>
      )}
      <NotConverted of={unconverted} />
    </div>
  )
}
