import { Columns3, RotateCcw } from 'lucide-preact'
import { isMetric, type Metric } from '../../../collector/vocabulary.ts'
import { type ColumnName, chooseColumns, chosenColumns } from '../../models/table-columns.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

interface ColumnMenuProps {
  choosable: readonly Metric[]
  shown: readonly ColumnName[]
}

/** Which columns a table has. */
export function ColumnMenu({ choosable, shown }: ColumnMenuProps) {
  const text = words.value.tables
  return (
    <Popover
      label={text.columns}
      align="end"
      trigger={{
        kind: 'ghost',
        size: 'small',
        icon: <Columns3 size={14} />,
        label: text.columns,
      }}
    >
      {() => (
        <Menu label={text.columns}>
          {[...choosable, 'trend' as const].map((name) => (
            <MenuItem
              key={name}
              role="menuitemcheckbox"
              chosen={shown.includes(name)}
              disabled={isLast(name, shown)}
              onClick={() => chooseColumns(toggled(name, shown))}
            >
              {name === 'trend' ? words.value.acquisition.trend : words.value.metrics[name].name}
            </MenuItem>
          ))}
          {chosenColumns() !== undefined && (
            <>
              <hr class="menu-line" />
              <MenuItem icon={<RotateCcw size={14} />} onClick={() => chooseColumns(undefined)}>
                {text.usualColumns}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
    </Popover>
  )
}

/** A table of no number is none. */
function isLast(name: ColumnName, shown: readonly ColumnName[]): boolean {
  const metrics = shown.filter(isMetric)
  return metrics.length === 1 && metrics[0] === name
}

function toggled(name: ColumnName, shown: readonly ColumnName[]): ColumnName[] {
  return shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name]
}
