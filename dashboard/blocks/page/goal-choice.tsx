import { Target } from 'lucide-preact'
import { ALL_GOALS, goalNamed } from '../../models/goal-in-view.ts'
import { mainGoal } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { showOption } from '../../models/view.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

/** Which goal conversions and money are of, here and on the pages one goes to; nothing where there is no choice. */
export function GoalChoice() {
  const text = words.value.acquisition
  const known = goals.data.value ?? []
  if (known.length < 2) return null
  const chosen = goalNamed.value
  return (
    <Popover
      label={text.goal}
      trigger={{
        kind: 'ghost',
        size: 'small',
        icon: <Target size={14} />,
        children: <span class="chosen-name">{chosen?.name ?? text.allGoals}</span>,
      }}
    >
      {(close) => (
        <Menu label={text.goal}>
          {[undefined, ...known].map((entry) => (
            <MenuItem
              key={entry?.id ?? ''}
              chosen={entry?.id === chosen?.id}
              onClick={() => {
                close()
                chooseGoal(entry?.id)
              }}
            >
              {entry?.name ?? text.allGoals}
            </MenuItem>
          ))}
        </Menu>
      )}
    </Popover>
  )
}

/** The address says nothing of the site's main goal; undefined: all. */
function chooseGoal(id: string | undefined): void {
  const main = mainGoal.peek()
  showOption('goal', id === main ? undefined : (id ?? ALL_GOALS))
}
