import { Ellipsis } from 'lucide-preact'
import type { Filter } from '../../../collector/settings/filter.ts'
import type { FunnelDefinition, FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { go } from '../../models/address.ts'
import { alertAsked } from '../../models/alert-asked.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo, showFilters } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { copyText } from '../../parts/copy-text.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { toast } from '../../parts/toast.tsx'
import { words } from '../../texts/texts.ts'

/** What a row is about, and where that leads. */
interface LeadMenuProps {
  /** As it is read. */
  name: string
  /** The filters in force with what chooses it, and how that is called. */
  among?: { filters: Filter[]; said: string }
  /** The same with what leaves it out. */
  without?: Filter[]
  /** The funnel that it makes, and how that is called. */
  funnel?: { steps: readonly FunnelStep[]; by?: FunnelDefinition['by']; said: string }
}

export function LeadMenu({ name, among, without, funnel }: LeadMenuProps) {
  const { rowMenu: text, actions } = words.value
  const ways: [string, () => void][] = []
  if (among) ways.push([among.said, () => showFilters(among.filters)])
  if (without) ways.push([text.exclude, () => showFilters(without)])
  // Who they are is not for guests, nor is why a number moved.
  if (among && !guest) {
    const { filters } = among
    ways.push([text.people, () => open(linkTo('customers/people', { filters }))])
    ways.push([text.explain, () => open(linkTo('changes', { filters }))])
  }
  if (among && mayChange.value) {
    ways.push([text.alert, () => askAlert(among.filters)])
  }
  if (funnel) {
    const { steps, by } = funnel
    const options = { steps: JSON.stringify(steps), ...(by && { by }) }
    ways.push([funnel.said, () => open(linkTo('journeys', { options }))])
  }
  ways.push([actions.copy, () => copy(name)])
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

/** Of the visits that the row is about, for a start. */
function askAlert(filters: Filter[]): void {
  alertAsked.value = { metric: 'visits', filters }
}

async function copy(name: string): Promise<void> {
  await copyText(name)
  toast(words.value.actions.copied)
}

/** Another page, from its top. */
function open(to: string): void {
  go(to)
  scrollTo(0, 0)
}
