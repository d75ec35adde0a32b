import { Target } from 'lucide-preact'
import { goals } from '../../models/things.ts'
import { showOption } from '../../models/view.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

/** What the address says where a site with a main goal is to be shown with all. */
const ALL = 'all'

interface GoalChoiceProps {
  goal: string | undefined
  /** The one that is meant where the address says nothing. */
  main?: string | undefined
}

/** Which goal the conversions are about. */
export function GoalChoice({ goal, main }: GoalChoiceProps) {
  const text = words.value.acquisition
  const known = goals.data.value ?? []
  if (known.length < 2) return null
  const chosen = known.find(({ id }) => id === goal)
  return (
    <Popover
      label={text.goal}
      align="end"
      trigger={{
        kind: 'ghost',
        size: 'small',
        icon: <Target size={14} />,
        children: chosen?.name ?? text.allGoals,
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
                const usual = main === undefined ? undefined : ALL
                showOption('goal', entry?.id === main ? undefined : (entry?.id ?? usual))
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
