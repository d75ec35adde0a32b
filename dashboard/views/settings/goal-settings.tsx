import { Star, Target } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { WhereFields } from '../../blocks/filters/where-fields.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { type Saving, useSave } from '../../blocks/forms/use-save.ts'
import { type Drafted, useDraft } from '../../models/drafts.ts'
import { makeMain } from '../../models/main-goal.ts'
import { refreshAll } from '../../models/resource.ts'
import { mainGoal, mayChange, siteHere, sites } from '../../models/sites.ts'
import { addThing, type Goal, goals, removeThing, replaceThing } from '../../models/things.ts'
import { wholeName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { language, words } from '../../texts/texts.ts'
import { AimFields } from './aim-fields.tsx'
import { FRESH, fieldsOf, type GoalDraft, readGoal, writeGoal } from './goal-draft.ts'
import { eventsOf, GoalReach, TargetField } from './goal-events.tsx'

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
        edit={(goal, close) => <EditGoal goal={goal} onDone={close} />}
        tools={(goal) => <MainGoal goal={goal} />}
        remove={({ id }, domain) => removeThing(domain, 'goals', id)}
        restore={restored}
      />
      {mayChange.value && <NewGoal />}
    </div>
  )
}

/** What was removed has another id when it comes back, and is the main one still. */
async function restored({ id, ...goal }: Goal, domain: string): Promise<void> {
  const added = await addThing(domain, 'goals', goal)
  const of = sites.peek()?.find((one) => one.domain === domain)
  if (of?.main_goal === id) await makeMain(domain, added.id)
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
      onClick={() => void attempt(() => makeMain(siteHere(), isMain ? null : id))}
    />
  )
}

/** What reaches it, and under which conditions. */
function noteOf({ event, page, where = [] }: Goal): string {
  const text = settingsWords.value.goals
  const reached =
    event === undefined
      ? `${text.page}: ${page}`
      : `${text.event}: ${wholeName('event', event, language.value, words.value)}`
  return [reached, ...where.map(sentenceOf)].join(', ')
}

/** What is typed stays until it is saved or discarded. */
function NewGoal() {
  const drafted = useDraft('goals', FRESH)
  const { draft, change, stored } = drafted
  return <GoalForm draft={draft} onDraft={change} onDone={() => stored(FRESH)} drafted={drafted} />
}

function EditGoal({ goal, onDone }: { goal: Goal; onDone: () => void }) {
  const [draft, setDraft] = useState(readGoal(goal))
  return <GoalForm goal={goal} draft={draft} onDraft={setDraft} onDone={onDone} />
}

interface GoalFormProps {
  /** The one to change; a new one without it. */
  goal?: Goal
  draft: GoalDraft
  onDraft: (draft: GoalDraft) => void
  onDone: () => void
  drafted?: Drafted<GoalDraft>
}

function GoalForm({ goal, draft, onDraft, onDone, drafted }: GoalFormProps) {
  const text = settingsWords.value.goals
  const saving = useSave({ fields: fieldsOf(draft), unique: 'name' })
  const change = (part: Partial<GoalDraft>) => onDraft({ ...draft, ...part })
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = writeGoal(draft)
    const domain = siteHere()
    const store = () =>
      goal ? replaceThing(domain, 'goals', goal.id, input) : addThing(domain, 'goals', input)
    if (!(await saving.save(store))) return
    // Experiments follow to a new name.
    refreshAll()
    onDone()
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
      <TargetField
        draft={draft}
        problem={saving.about(draft.kind)}
        onTarget={(target) => change({ target })}
      />
      <WhereFields
        within={eventsOf(draft)}
        where={draft.where}
        about={(place) => saving.about(`where.${place}`)}
        onWhere={(where) => change({ where })}
      />
      <GoalReach draft={draft} />
      <WorthFields draft={draft} saving={saving} change={change} />
      <AimFields draft={draft} saving={saving} change={change} />
      <SaveBar
        saving={saving}
        label={goal ? words.value.actions.save : text.add}
        {...(drafted && { drafted })}
      />
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
