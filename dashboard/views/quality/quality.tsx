import { ShieldCheck } from 'lucide-preact'
import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { atMost, full } from '../../format.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Section } from '../../models/sections.ts'
import { mayChange } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Metric } from '../../parts/metric.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { DeleteButton, Deletions } from './deletions.tsx'
import { Doubts } from './doubts.tsx'
import { Losses } from './losses.tsx'
import { countedShare, rejectedIn, rejectionsOf } from './rejections.ts'
import { SectionLink } from './section-link.tsx'
import { WhoFixes } from './who-fixes.tsx'

export function Quality() {
  const title = words.value.quality.title
  const answered = useResource<DataQualityAnswer>(() =>
    reportQuestion('data-quality', { period: commonRequest.value.period }),
  )
  return (
    <Page title={title} timed unfiltered alone tools={<DeleteButton />}>
      <Answered of={answered} uncarded meanwhile={<SkeletonRows rows={8} />}>
        {(answer) => (
          <div class="stack">
            <section class="card" aria-label={title}>
              <Headline answer={answer} />
              <Counts answer={answer} />
              <p class="drill-note foot-note">{words.value.quality.arrived}</p>
              {answer.meta.unconverted.length > 0 && (
                <p class="drill-note foot-note">
                  <NotConverted of={answer.meta.unconverted} since={answer.meta.from} />
                </p>
              )}
            </section>
            <Rejections answer={answer} />
            <Losses answer={answer} />
            <Doubts answer={answer} onDone={answered.ask} />
            <Deletions />
          </div>
        )}
      </Answered>
    </Page>
  )
}

/** How much of what arrived was counted: the one number to look at. */
function Headline({ answer }: { answer: DataQualityAnswer }) {
  const share = countedShare(answer)
  if (share === undefined) return null
  const written = atMost(share, locale.value)
  return <p class="counted-share">{words.value.quality.counted(written)}</p>
}

function Counts({ answer }: { answer: DataQualityAnswer }) {
  const text = words.value.quality
  const counts = [
    { name: text.accepted, value: answer.accepted },
    { name: text.rejected, value: rejectedIn(answer) },
    { name: text.duplicates, value: answer.duplicates },
    { name: text.skew, value: answer.clock_skew },
  ]
  return (
    <div class="metrics">
      {counts.map(({ name, value }) => (
        <Metric key={name} name={name} value={full('count', value, locale.value)} />
      ))}
    </div>
  )
}

function Rejections({ answer }: { answer: DataQualityAnswer }) {
  const text = words.value.quality
  const rows = rejectionsOf(answer)
  return (
    <Card
      title={text.rejected}
      flush
      tools={
        <TableButton name="rejected" rows={rows.map(({ reason, count }) => ({ reason, count }))} />
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck size={22} aria-hidden="true" />}
          title={answer.accepted > 0 ? text.clean : text.nothing}
          hint={answer.accepted > 0 ? text.cleanHint : text.nothingHint}
        />
      ) : (
        <>
          {rows.some(({ reason }) => reason in SECTIONS) && <WhoFixes />}
          <DataTable
            caption={text.rejected}
            rows={rows}
            rowKey={({ reason }) => reason}
            columns={[
              {
                key: 'reason',
                head: text.reason,
                cell: ({ reason }) => spelled(text.reasons, reason),
              },
              {
                key: 'count',
                head: text.events,
                align: 'end',
                cell: ({ count }) => full('count', count, locale.value),
              },
              {
                key: 'days',
                head: text.days,
                cell: ({ course }) => <Sparkline values={course} />,
              },
              {
                key: 'fix',
                head: mayChange.value ? text.fix : text.where,
                align: 'end',
                cell: ({ reason }) => {
                  const section = SECTIONS[reason]
                  const name =
                    reason === 'hostname' && mayChange.value ? text.allowDomain : undefined
                  return section && <SectionLink section={section} {...(name ? { name } : {})} />
                },
              },
            ]}
          />
        </>
      )}
    </Card>
  )
}

/** Settings that decide what is not counted; the other reasons lie with the sender. */
const SECTIONS: Record<string, Section> = { hostname: 'general', ignored: 'exclusions' }
