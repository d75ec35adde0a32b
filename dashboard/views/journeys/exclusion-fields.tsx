import { X } from 'lucide-preact'
import { anchorOf } from '../../models/funnel.ts'
import { draftOf, redrafted, type StepDraft } from '../../models/funnel-steps.ts'
import { wholeName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Combobox } from '../../parts/combobox.tsx'
import { language, words } from '../../texts/texts.ts'
import type { Seen } from './seen-names.ts'

interface ExclusionsProps {
  /** Of the step before. */
  place: number
  without: readonly StepDraft[]
  seen: Seen
  onWithout: (without: readonly StepDraft[]) => void
}

const KINDS = ['event', 'page'] as const

/** What must not lie between a step and the next: a page where it begins with a slash, else an event. */
export function Exclusions({ place, without, seen, onWithout }: ExclusionsProps) {
  const { building, funnels } = words.value
  const n = place + 1
  const groups = KINDS.map((kind) => ({
    label: funnels.kinds[kind],
    offers: seen[kind].map((name) => ({
      key: name,
      name: wholeName(kind, name, language.value, words.value),
    })),
  }))
  return (
    <>
      {without.map((draft, i) => {
        const write = (name: string) => {
          const { kind } = draftOf(anchorOf(name))
          // A goal stays one until it is written over.
          onWithout(without.with(i, name === draft.name ? draft : redrafted(draft, { kind, name })))
        }
        return (
          <fieldset key={i} class="step-fields" data-exclusion>
            <legend class="unseen">{building.excluded(n)}</legend>
            <span class="drill-note" aria-hidden="true">
              {building.excluded(n)}
            </span>
            <Combobox
              label={building.excluded(n)}
              value={draft.name}
              groups={groups}
              onOpen={() => undefined}
              onValue={write}
              onChoose={write}
            />
            <Button
              kind="ghost"
              label={building.include(n)}
              icon={<X size={16} />}
              onClick={() => onWithout(without.toSpliced(i, 1))}
            />
          </fieldset>
        )
      })}
    </>
  )
}
