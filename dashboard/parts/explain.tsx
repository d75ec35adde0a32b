import { CircleQuestionMark } from 'lucide-preact'
import { CopyButton } from './copy-button.tsx'
import { Popover } from './popover.tsx'

interface ExplainProps {
  name: string
  definition: string
  label: string
  /** The call that gave the number. */
  curl?: string | undefined
  copyLabel: string
  copiedLabel: string
}

/** A question mark that answers what a number means and where it came from. */
export function Explain({ name, definition, label, curl, copyLabel, copiedLabel }: ExplainProps) {
  return (
    <Popover
      label={name}
      padded
      trigger={{
        class: 'explain',
        kind: 'ghost',
        icon: <CircleQuestionMark size={14} />,
        'aria-label': label,
      }}
    >
      {() => (
        <div class="explanation">
          <b>{name}</b>
          <p>{definition}</p>
          {curl && (
            <div>
              <CopyButton
                size="small"
                data-first
                text={curl}
                label={copyLabel}
                done={copiedLabel}
              />
            </div>
          )}
        </div>
      )}
    </Popover>
  )
}
