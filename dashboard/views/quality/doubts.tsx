import { Sparkles } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { BrokenTags } from '../../blocks/broken-tags.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { full } from '../../format.ts'
import { isMended } from '../../models/apply-fix.ts'
import { type Finding, findingsOf, type Spoken } from '../../models/findings.ts'
import { lookAgain } from '../../models/light.ts'
import { type RulesOfSite, rulesQuestion } from '../../models/site-rules.ts'
import { mayChange } from '../../models/sites.ts'
import { spokenQuestion } from '../../models/to-fix.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, linkTo, locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { FixDialog } from './fix-dialog.tsx'
import { SectionLink } from './section-link.tsx'
import { WhoFixes } from './who-fixes.tsx'

const NOTHING: Spoken = { landings: [], referrers: [] }

/** Campaign values, paid clicks and referrers that ought to be mended, here or where the links are made. */
export function Doubts({ answer, onDone }: { answer: DataQualityAnswer; onDone: () => void }) {
  const text = words.value.quality
  const rules = useResource<RulesOfSite>(rulesQuestion)
  const spoken = useResource<Spoken>(() =>
    spokenQuestion({ period: commonRequest.value.period, filters: [] }),
  )
  const awaited = spoken.data.value === undefined && spoken.problem.value === undefined
  const rows = findingsOf(answer, spoken.data.value ?? NOTHING)
  const mended = () => {
    rules.ask()
    spoken.ask()
    onDone()
    lookAgain()
  }
  return (
    <Card title={text.warnings} flush tools={<TableButton name="warnings" rows={records(rows)} />}>
      {awaited ? (
        <div class="card-body">
          <SkeletonRows rows={4} />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<Sparkles size={22} aria-hidden="true" />}
          title={text.noWarnings}
          hint={text.noWarningsHint}
        />
      ) : (
        <div class="doubts">
          <WhoFixes />
          {answer.broken_tags.visits > 0 && (
            <p class="drill-note card-note">
              <BrokenTags of={answer.broken_tags} />
            </p>
          )}
          <DataTable
            caption={text.warnings}
            rows={rows}
            rowKey={({ kind, value }) => `${kind} ${value}`}
            columns={[
              {
                key: 'kind',
                head: text.matter,
                cell: ({ kind, value }) => (
                  <>
                    {spelled(text.kinds, kind)}
                    <code class="on-phone">{value}</code>
                  </>
                ),
              },
              { key: 'value', head: text.found, cell: ({ value }) => <code>{value}</code> },
              {
                key: 'count',
                head: text.times,
                align: 'end',
                cell: ({ count }) => full('count', count, locale.value),
              },
              {
                key: 'fix',
                head: mayChange.value ? text.fix : text.where,
                align: 'end',
                cell: (finding) => (
                  <Mend finding={finding} rules={rules.data.value} onDone={mended} />
                ),
              },
            ]}
          />
        </div>
      )}
    </Card>
  )
}

/** What was found, without the ways to mend it. */
function records(findings: readonly Finding[]): object[] {
  return findings.map(({ kind, value, count }) => ({ warning: kind, value, count }))
}

/** Where the rules of a fix are kept. */
const SECTIONS = { alias: 'aliases', rule: 'channels', exclusion: 'exclusions' } as const

interface MendProps {
  finding: Finding
  rules: RulesOfSite | undefined
  onDone: () => void
}

/** The way to mend it: a fix of the site's rules, or a clean link. */
function Mend({ finding: { fix, value }, rules, onDone }: MendProps) {
  const { quality, fixes } = words.value
  const [open, setOpen] = useState(false)
  if (fix.type === 'link') {
    return (
      <a class="link" href={linkTo('links')}>
        {quality.makeLink}
      </a>
    )
  }
  if (rules && isMended(fix, rules)) return <span class="field-hint">{fixes.mended}</span>
  if (!mayChange.value) return <SectionLink section={SECTIONS[fix.type]} />
  return (
    <>
      <Button
        size="small"
        disabled={!rules}
        aria-label={`${fixes.titles[fix.type]}: ${value}`}
        onClick={() => setOpen(true)}
      >
        {fixes.titles[fix.type]}
      </Button>
      {open && rules && (
        <FixDialog fix={fix} rules={rules} onDone={onDone} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
