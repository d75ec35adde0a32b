import { Layers, Scale, Target } from 'lucide-preact'
import { ALL_GOALS } from '../../models/goal-in-view.ts'
import { goals } from '../../models/things.ts'
import { returnWords } from '../../texts/return.ts'
import { words } from '../../texts/texts.ts'
import { creditedGoal, earner, LEVELS, levelInView, MODELS, modelInView } from './asked.ts'
import { ChoiceMenu } from './choice-menu.tsx'

/** What the menus would say, on paper. */
export function ChosenOnPaper() {
  const text = returnWords.value
  const goal = creditedGoal()?.name ?? text.allGoals
  return (
    <p class="on-paper">
      {goal} · {text.models[modelInView()]}
    </p>
  )
}

/** How conversions are shared. */
export function ModelMenu() {
  const text = returnWords.value
  return (
    <ChoiceMenu
      label={text.model}
      icon={<Scale size={14} />}
      option="model"
      value={modelInView()}
      usual={MODELS[0]}
      choices={MODELS.map((value) => ({ value, name: text.models[value] }))}
    />
  )
}

/** Whose conversions; nothing where there is no choice. */
export function GoalMenu() {
  const text = returnWords.value
  const known = goals.data.value ?? []
  if (known.length < 2) return null
  return (
    <ChoiceMenu
      label={text.goal}
      icon={<Target size={14} />}
      option="goal"
      value={creditedGoal()?.id ?? ALL_GOALS}
      usual={earner(known)?.id ?? ALL_GOALS}
      choices={[
        { value: ALL_GOALS, name: text.allGoals },
        ...known.map(({ id, name }) => ({ value: id, name })),
      ]}
    />
  )
}

/** What the rows are. */
export function LevelMenu() {
  const { tabs } = words.value
  return (
    <ChoiceMenu
      label={returnWords.value.rows}
      icon={<Layers size={14} />}
      option="by"
      value={levelInView()}
      usual={LEVELS[0]}
      choices={LEVELS.map((value) => ({ value, name: tabs[value] }))}
    />
  )
}
