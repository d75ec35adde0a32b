import type { Choice } from './field.tsx'
import { arrowed } from './roving.ts'

interface TabsProps<Value extends string> {
  label: string
  value: Value
  tabs: readonly Choice<Value>[]
  onValue: (value: Value) => void
  /** Id of the element that shows what the chosen tab holds. */
  panel: string
}

export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onValue,
  panel,
}: TabsProps<Value>) {
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => arrowed(event, 'tab')}
    >
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          aria-controls={panel}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onValue(tab.value)}
        >
          {tab.name}
        </button>
      ))}
    </div>
  )
}
