import { useState } from 'preact/hooks'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { mayChange, siteDomain } from '../../models/sites.ts'
import { imports } from '../../models/spend.ts'
import { spendFiles } from '../../models/spend-files.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DropZone } from '../../parts/drop-zone.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { spendWords } from '../../texts/spend.ts'
import { money, shareOf } from './amounts.ts'
import { ImportCalendar } from './import-calendar.tsx'
import { ImportList } from './import-list.tsx'
import { MonthlyDialog } from './monthly-dialog.tsx'
import { OfflineCard } from './offline-card.tsx'
import { PaidVisits } from './paid-visits.tsx'
import { SpendFileCard } from './spend-file-card.tsx'
import { Unmatched } from './unmatched.tsx'

export type SpendReport = ReportAnswer<'spend'>

/** What campaigns cost: how much of it found visits, where it comes from, and what is missing. */
export function SpendTab() {
  const text = spendWords.value
  const report = useResource<SpendReport>(() =>
    reportQuestion('spend', { period: aloneRequest.value.period }),
  )
  const isEmpty = imports.data.value?.length === 0
  const rows = reportQuestion('spend/rows', { period: aloneRequest.value.period })
  return (
    <div class="stack">
      <Card title={text.title} tools={!isEmpty && <CsvButton request={rows?.key} />}>
        {isEmpty ? null : (
          <Answered of={report} after={imports} meanwhile={<Skeleton height="1.5rem" />}>
            {(answer) => <Sentence answer={answer} />}
          </Answered>
        )}
        {mayChange.value && <Adding />}
      </Card>
      {spendFiles.list.value
        .filter(({ site }) => site === siteDomain.value)
        .map((dropped) => (
          <SpendFileCard key={dropped.id} dropped={dropped} />
        ))}
      {isEmpty ? (
        <PaidVisits />
      ) : (
        hasMore(report, () => false) &&
        hasMore(imports, () => false) && (
          <>
            <ImportCalendar report={report} />
            <Unmatched report={report} />
            <ImportList />
          </>
        )
      )}
      {mayChange.value && <OfflineCard />}
    </div>
  )
}

function Sentence({ answer }: { answer: SpendReport }) {
  const { cost, matched, meta } = answer
  return (
    <p class="sentence">
      {cost === 0 && meta.unconverted.length > 0 ? null : sentenceOf(cost, matched)}{' '}
      <NotConverted of={meta.unconverted} since={meta.from} />
    </p>
  )
}

function sentenceOf(cost: number, matched: number): string {
  const text = spendWords.value
  if (cost === 0) return text.none
  if (matched === 0) return text.nothingFound(money(cost))
  return text.found(money(matched), money(cost), shareOf(matched, cost))
}

/** The ways to say what was spent. */
function Adding() {
  const text = spendWords.value
  const [typing, setTyping] = useState(false)
  return (
    <div class="drop-room">
      <DropZone
        label={text.drop}
        hint={text.dropHint}
        multiple
        onFiles={(some) => spendFiles.add(some)}
      />
      <Button size="small" onClick={() => setTyping(true)}>
        {text.byHand}
      </Button>
      {typing && <MonthlyDialog onClose={() => setTyping(false)} />}
    </div>
  )
}
