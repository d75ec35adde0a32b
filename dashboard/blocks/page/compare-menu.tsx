import { GitCompareArrows } from 'lucide-preact'
import { range } from '../../dates.ts'
import { go } from '../../models/address.ts'
import { isMatched } from '../../models/comparison.ts'
import { shifted } from '../../models/period.ts'
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

/** What the period is held against. */
export function CompareMenu() {
  const text = words.value.compare
  const { compare, period } = view.value
  if (period === 'all') return null
  const name = typeof compare === 'string' ? text[compare] : range(compare, locale.value.language)
  const shown = shownRange.value ?? thirtyDays(today.value)
  return (
    <Popover
      label={text.label}
      align="end"
      trigger={{
        kind: 'ghost',
        icon: <GitCompareArrows size={14} />,
        title: name,
        children: <span class="compare-name">{name}</span>,
      }}
    >
      {(close) => (
        <>
          <Menu label={text.label}>
            {CHOICES.map((choice) => (
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
    </Popover>
  )
}
