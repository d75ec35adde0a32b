import { Star, Target } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { WhereFields } from '../../blocks/filters/where-fields.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { type Saving, useSave } from '../../blocks/forms/use-save.ts'
import { makeMain } from '../../models/main-goal.ts'
import { refreshAll } from '../../models/resource.ts'
import { mainGoal, mayChange } from '../../models/sites.ts'
import { addThing, type Goal, goals, removeThing, replaceThing } from '../../models/things.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'
import { AimFields } from './aim-fields.tsx'
import { FRESH, fieldsOf, type GoalDraft, readGoal, writeGoal } from './goal-draft.ts'

export function GoalSettings() {
  const text = settingsWords.value.goals
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={goals}
        icon={<Target size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={noteOf}
        edit={(goal, close) => <GoalForm goal={goal} onDone={close} />}
        tools={(goal) => <MainGoal goal={goal} />}
        remove={({ id }) => removeThing('goals', id)}
        restore={restored}
      />
      {mayChange.value && <GoalForm key="new" />}
    </div>
  )
}

/** What was removed has another id when it comes back, and is the main one still. */
async function restored({ id, ...goal }: Goal): Promise<void> {
  const added = await addThing('goals', goal)
  if (mainGoal.peek() === id) await makeMain(added.id)
}

/** A star that makes the goal the one that the overview is about, or no longer. */
function MainGoal({ goal: { id } }: { goal: Goal }) {
  const text = settingsWords.value.goals
  const isMain = mainGoal.value === id
  if (!mayChange.value) return null
  return (
    <Button
      size="small"
      kind="ghost"
      class="button star"
      aria-pressed={isMain}
      icon={<Star size={14} />}
      label={text.main}
      title={isMain ? text.notMain : text.main}
      onClick={() => void attempt(() => makeMain(isMain ? null : id))}
    />
  )
}

/** What reaches it, and under which conditions. */
function noteOf({ event, page, where = [] }: Goal): string {
  const text = settingsWords.value.goals
  const reached = event === undefined ? `${text.page}: ${page}` : `${text.event}: ${event}`
  return [reached, ...where.map(sentenceOf)].join(', ')
}

interface GoalFormProps {
  /** The one to change; a new one without it. */
  goal?: Goal
  onDone?: () => void
}

function GoalForm({ goal, onDone }: GoalFormProps) {
  const text = settingsWords.value.goals
  const [draft, setDraft] = useState(goal ? readGoal(goal) : FRESH)
  const saving = useSave({ fields: fieldsOf(draft), unique: 'name' })
  const change = (part: Partial<GoalDraft>) => setDraft({ ...draft, ...part })
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = writeGoal(draft)
    const store = () => (goal ? replaceThing('goals', goal.id, input) : addThing('goals', input))
    if (!(await saving.save(store))) return
    // Experiments follow to a new name.
    refreshAll()
    if (!goal) setDraft(FRESH)
    onDone?.()
  }
  return (
    <form class={goal ? 'form' : 'form sub-form'} onSubmit={submit}>
      {!goal && <h3>{text.add}</h3>}
      <div class="form-pair">
        <TextField
          label={text.name}
          required
          value={draft.name}
          problem={saving.about('name')}
          onValue={(name) => change({ name })}
        />
        <SelectField
          label={text.kind}
          value={draft.kind}
          choices={[
            { value: 'event', name: text.event },
            { value: 'page', name: text.page },
          ]}
          onValue={(kind) => change({ kind })}
        />
      </div>
      <TextField
        label={draft.kind === 'event' ? text.eventName : text.pagePath}
        hint={draft.kind === 'page' ? text.pageHint : undefined}
        required
        value={draft.target}
        problem={saving.about(draft.kind)}
        onValue={(target) => change({ target })}
      />
      <WhereFields
        where={draft.where}
        about={(place) => saving.about(`where.${place}`)}
        onWhere={(where) => change({ where })}
      />
      <WorthFields draft={draft} saving={saving} change={change} />
      <AimFields draft={draft} saving={saving} change={change} />
      <SaveBar saving={saving} label={goal ? words.value.actions.save : text.add} />
    </form>
  )
}

interface WorthFieldsProps {
  draft: GoalDraft
  saving: Saving
  change: (part: Partial<GoalDraft>) => void
}

function WorthFields({ draft, saving, change }: WorthFieldsProps) {
  const text = settingsWords.value.goals
  return (
    <div class="form-pair">
      <SelectField
        label={text.value}
        value={draft.value}
        choices={[
          { value: 'none', name: text.none },
          { value: 'revenue', name: text.revenue },
          { value: 'fixed', name: text.fixed },
        ]}
        onValue={(value) => change({ value })}
      />
      {draft.value === 'fixed' && (
        <TextField
          label={text.amount}
          type="number"
          step="any"
          required
          value={draft.amount}
          problem={saving.about('value')}
          onValue={(amount) => change({ amount })}
        />
      )}
      <SelectField
        label={text.count}
        value={draft.count}
        choices={[
          { value: 'every', name: text.every },
          { value: 'visit', name: text.visit },
          { value: 'person', name: text.person },
        ]}
        onValue={(count) => change({ count })}
      />
    </div>
  )
}
