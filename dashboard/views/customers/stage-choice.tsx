import { Plus, Undo2 } from 'lucide-preact'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { PlaceButtons } from '../../blocks/funnels/place-buttons.tsx'
import { written } from '../../models/named-goals.ts'
import { mayChange } from '../../models/sites.ts'
import { FEWEST_STAGES, goalsAt, MOST_STAGES, movedUp } from '../../models/stages.ts'
import { linkTo, showOption, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { stageWords } from '../../texts/stages.ts'
import { words } from '../../texts/texts.ts'

interface StageChoiceProps {
  stages: readonly string[]
  /** Of all goals. */
  names: readonly string[]
}

function show(stages: readonly string[]): void {
  showOption('stages', written(stages))
}

/** Which goals are the stages, in which order. */
export function StageChoice({ stages, names }: StageChoiceProps) {
  const text = stageWords.value
  const next = names.find((name) => !stages.includes(name))
  return (
    <div class="step-editor">
      {stages.map((stage, place) => (
        <fieldset key={place} class="step-fields" data-stage>
          <legend>{text.stage(place + 1)}</legend>
          <SelectField
            label={text.goalOf(place + 1)}
            value={stage}
            choices={goalsAt(stages, place, names).map((name) => ({ value: name, name }))}
            onValue={(name) => show(stages.with(place, name))}
          />
          <PlaceButtons
            upLabel={text.moveUp(place + 1)}
            removeLabel={text.remove(place + 1)}
            isFirst={place === 0}
            few={stages.length <= FEWEST_STAGES}
            onUp={() => show(movedUp(stages, place))}
            onRemove={() => show(stages.toSpliced(place, 1))}
          />
        </fieldset>
      ))}
      <div class="step-tools">
        {next === undefined && mayChange.value && (
          <a class="button" data-kind="ghost" data-size="small" href={linkTo('settings/goals')}>
            {words.value.events.addGoal}
          </a>
        )}
        <Button
          size="small"
          kind="ghost"
          disabled={next === undefined || stages.length >= MOST_STAGES}
          icon={<Plus size={14} aria-hidden="true" />}
          onClick={() => next !== undefined && show([...stages, next])}
        >
          {text.add}
        </Button>
        {view.value.options.stages !== undefined && (
          <Button
            size="small"
            kind="ghost"
            icon={<Undo2 size={14} aria-hidden="true" />}
            onClick={() => showOption('stages', undefined)}
          >
            {text.usual}
          </Button>
        )}
      </div>
      <p class="drill-note">{text.chooseHint}</p>
    </div>
  )
}
