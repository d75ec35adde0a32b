import { keysOpen } from '../../models/palette.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { type Texts, words } from '../../texts/texts.ts'

const KEYS: readonly [name: Exclude<keyof Texts['keys'], 'title'>, keys: readonly string[]][] = [
  ['go', ['⌘ K', 'Ctrl K']],
  ['today', ['D']],
  ['week', ['W']],
  ['month', ['M']],
  ['year', ['Y']],
  ['all', ['A']],
  ['steps', ['[', ']']],
  ['compare', ['C']],
  ['note', ['N']],
  ['filter', ['F']],
  ['page', ['G', '…']],
  ['side', ['\\']],
  ['move', ['↑', '↓', '←', '→']],
  ['close', ['Esc']],
  ['help', ['?']],
]

/** `?`: what the keyboard does. */
export function KeysHelp() {
  const { keys: text, actions } = words.value
  return (
    <Dialog
      title={text.title}
      closeLabel={actions.close}
      onClose={() => {
        keysOpen.value = false
      }}
    >
      <dl class="keys">
        {KEYS.map(([name, keys]) => (
          <div key={name}>
            <dt>{text[name]}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} class="kbd">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
