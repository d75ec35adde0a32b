import { day } from '../../dates.ts'
import { full } from '../../format.ts'
import { written } from '../../models/named-goals.ts'
import type { PlanAnswer, PlanDraft } from '../../models/plan.ts'
import { locale, showOption, today } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { plannerWords } from '../../texts/planner.ts'
import { words } from '../../texts/texts.ts'
import { planNotes, stillLocked } from './plan-notes.ts'

interface PlanWarningsProps {
  answer: PlanAnswer
  draft: PlanDraft
}

/** What the plan's numbers leave out, and locks that hold nothing; nothing where they leave out nothing. */
export function PlanWarnings({ answer: { meta }, draft }: PlanWarningsProps) {
  const text = plannerWords.value.notes
  const { language } = locale.value
  const notes = planNotes(meta.warnings, {
    text,
    language,
    channel: (name) => spelled(words.value.channels, name),
    money: (amount, currency) => full('money', amount, { language, currency }),
    day: (date) => day(date, language, today.value.slice(0, 4)),
  })
  const held = stillLocked(draft.locked, meta.warnings)
  return (
    <>
      {notes.map((note, i) => (
        <Notice
          key={note}
          tone="warn"
          action={
            i === 0 &&
            held.length < draft.locked.length && (
              <Button
                size="small"
                onClick={() => showOption('locked', written(held.map((name) => name ?? '')))}
              >
                {text.free}
              </Button>
            )
          }
        >
          {note}
        </Notice>
      ))}
    </>
  )
}
