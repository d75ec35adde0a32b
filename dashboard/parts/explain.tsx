import { CircleQuestionMark } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { CopyButton } from './copy-button.tsx'
import { Popover } from './popover.tsx'

interface ExplainProps {
  name: string
  definition: string
  /** What more is to be said, which is made when it is opened. */
  more?: ComponentChildren
  label: string
  /** The call that gave the number. */
  curl?: string | undefined
  copyLabel: string
  copiedLabel: string
  /** What can be asked of the number further. */
  link?: { href: string; name: string } | undefined
}

/** A question mark that answers what a number means and where it came from. */
export function Explain(props: ExplainProps) {
  const { name, definition, more, label, curl, copyLabel, copiedLabel, link } = props
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
          {more}
          {link && (
            <a class="link" data-first href={link.href}>
              {link.name}
            </a>
          )}
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
