import type { ComponentChildren } from 'preact'
import { showOption } from '../../models/view.ts'
import type { Choice } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'

interface ChoiceMenuProps {
  label: string
  icon: ComponentChildren
  /** Of the address. */
  option: string
  value: string
  /** What the address leaves out. */
  usual: string
  choices: readonly Choice[]
}

/** A button that says what is chosen and opens the list of what else can be, each an option of the address. */
export function ChoiceMenu({ label, icon, option, value, usual, choices }: ChoiceMenuProps) {
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Popover
      label={label}
      align="end"
      trigger={{
        ...{ kind: 'ghost', size: 'small', icon, title: label },
        children: <span class="chosen-name">{chosen?.name}</span>,
      }}
    >
      {(close) => (
        <Menu label={label}>
          {choices.map((choice) => (
            <MenuItem
              key={choice.value}
              chosen={choice.value === value}
              onClick={() => {
                close()
                showOption(option, choice.value === usual ? undefined : choice.value)
              }}
            >
              {choice.name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </Popover>
  )
}
