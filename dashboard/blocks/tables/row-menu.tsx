import { Ellipsis } from 'lucide-preact'
import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { go } from '../../models/address.ts'
import { withCondition } from '../../models/filters.ts'
import { mainGoal } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { addCondition, linkTo, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

interface RowMenuProps {
  dimension: Dimension
  value: string | number | null
  /** As it is read. */
  name: string
}

/** What can be asked further of the value that a row is about. */
export function RowMenu({ dimension, value, name }: RowMenuProps) {
  const text = words.value.rowMenu
  const among = () => withCondition(view.peek().filters, ['is', dimension, [value]])
  const step = stepOf(dimension, value)
  const ways: [string, () => void][] = [
    [text.filter, () => addCondition(['is', dimension, [value]])],
    [text.exclude, () => addCondition(['is_not', dimension, [value]])],
  ]
  // Who they are is not for guests, nor is why a number moved.
  if (!guest) {
    ways.push([text.people, () => open(linkTo('customers/people', { filters: among() }))])
    ways.push([text.explain, () => open(linkTo('changes', { filters: among() }))])
  }
  if (step) ways.push([text.step, () => open(linkTo('journeys', { options: waysFrom(step) }))])
  return (
    <Popover
      label={name}
      trigger={{
        class: 'row-menu',
        kind: 'ghost',
        size: 'small',
        icon: <Ellipsis size={14} />,
        label: text.open,
      }}
    >
      {(close) => (
        <Menu label={name}>
          {ways.map(([said, act]) => (
            <MenuItem
              key={said}
              onClick={() => {
                close()
                act()
              }}
            >
              {said}
            </MenuItem>
          ))}
        </Menu>
      )}
    </Popover>
  )
}

/** Another page, from its top. */
function open(to: string): void {
  go(to)
  scrollTo(0, 0)
}

const PAGES: ReadonlySet<Dimension> = new Set(['page', 'landing_page', 'exit_page'])

/** The step that a value can be; a star in a path would be a pattern. */
function stepOf(dimension: Dimension, value: RowMenuProps['value']): FunnelStep | undefined {
  if (typeof value !== 'string' || value === '' || value.includes('*')) return undefined
  if (dimension === 'event') return { event: value }
  return PAGES.has(dimension) ? { page: value } : undefined
}

/** From the step to the site's main goal, else its first; without one from any page to the step. */
function waysFrom(step: FunnelStep): Record<string, string> {
  const known = goals.data.peek() ?? []
  const goal = known.find(({ id }) => id === mainGoal.peek()) ?? known[0]
  const isOwn = goal?.event !== undefined && goal.event === step.event
  const steps = goal && !isOwn ? [step, { goal: goal.name }] : [{ page: '*' }, step]
  return { steps: JSON.stringify(steps) }
}
