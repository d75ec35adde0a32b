import { GitCompareArrows } from 'lucide-preact'
import { range } from '../../dates.ts'
import { go } from '../../models/address.ts'
import { isMatched } from '../../models/comparison.ts'
import { offeredOthers, otherVisits, sides } from '../../models/other-visits.ts'
import { type Compare, isOtherVisits, shifted } from '../../models/period.ts'
import {
  changed,
  locale,
  matched,
  showCompare,
  shownDays,
  shownRange,
  today,
  view,
} from '../../models/view.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { RangeForm, thirtyDays } from './range-form.tsx'

const CHOICES = ['previous', 'year', 'none'] as const

interface CompareMenuProps {
  /** Whether what is shown can stand beside other visits. */
  beside: boolean
}

/** What is held against what is shown: other days, or other visits. */
export function CompareMenu({ beside }: CompareMenuProps) {
  const text = words.value.compare
  const { period } = view.value
  const offered = beside ? offeredOthers.value : []
  const isOfAllTime = period === 'all'
  if (isOfAllTime && offered.length === 0) return null
  const compare = obeyed(beside)
  const name = nameOf(compare)
  const shown = shownRange.value ?? thirtyDays(today.value)
  const choices = isOfAllTime ? (['none'] as const) : CHOICES
  return (
    <Popover
      label={text.label}
      align="end"
      trigger={{
        kind: 'ghost',
        icon: <GitCompareArrows size={14} />,
        title: name,
        ...(beside && { 'data-command': 'beside' }),
        children: <span class="compare-name">{name}</span>,
      }}
    >
      {(close) => (
        <>
          <Menu label={text.label}>
            {choices.map((choice) => (
              <MenuItem
                key={choice}
                chosen={choice === compare}
                onClick={() => {
                  close()
                  showCompare(choice)
                }}
              >
                {text[choice]}
              </MenuItem>
            ))}
            <Others offered={offered} close={close} />
            {isMatched(period, shownDays.value, compare) && (
              <>
                <hr class="menu-line" />
                <MenuItem
                  role="menuitemcheckbox"
                  chosen={matched.value}
                  onClick={() => go(changed({ exact: matched.peek() }))}
                >
                  {text.matched}
                </MenuItem>
              </>
            )}
          </Menu>
          {!isOfAllTime && (
            <>
              <hr class="menu-line" />
              <RangeForm
                start={typeof compare === 'string' ? shifted(shown, -1) : compare}
                onApply={(chosen) => {
                  close()
                  showCompare(chosen)
                }}
              />
            </>
          )}
        </>
      )}
    </Popover>
  )
}

/** What the page compares with: other visits wait for a page that can show them, and for all time there are no days before. */
function obeyed(beside: boolean): Compare {
  const { compare, period } = view.value
  if (isOtherVisits(compare)) return (beside && otherVisits.value) || 'none'
  return period === 'all' ? 'none' : compare
}

function nameOf(compare: Compare): string {
  if (isOtherVisits(compare)) return sides.value?.others ?? ''
  return typeof compare === 'string'
    ? words.value.compare[compare]
    : range(compare, locale.value.language)
}

interface OthersProps {
  offered: typeof offeredOthers.value
  close: () => void
}

/** The visits that those in view can be held against. */
function Others({ offered, close }: OthersProps) {
  if (offered.length === 0) return null
  return (
    <>
      <hr class="menu-line" />
      {offered.map(({ others, name }) => (
        <MenuItem
          key={others}
          chosen={others === otherVisits.value}
          onClick={() => {
            close()
            showCompare(others)
          }}
        >
          {name}
        </MenuItem>
      ))}
    </>
  )
}
