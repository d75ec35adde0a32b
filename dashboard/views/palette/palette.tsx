import { useEffect, useRef, useState } from 'preact/hooks'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { keysOpen, paletteOpen } from '../../models/palette.ts'
import { useOwnId } from '../../parts/own-id.ts'
import { words } from '../../texts/texts.ts'
import { type Command, commands, matching } from './commands.ts'
import { useShortcuts } from './shortcuts.ts'

const KeysHelp = lazy(async () => (await import('./keys-help.tsx')).KeysHelp)

/** ⌘K: one field to go anywhere. */
export function Palette() {
  useShortcuts()
  return (
    <>
      {paletteOpen.value && <PaletteDialog />}
      {keysOpen.value && <KeysHelp />}
    </>
  )
}

const MOST = 14

function PaletteDialog() {
  const text = words.value.palette
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const close = () => dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop.
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={text.open}
      onClose={() => {
        paletteOpen.value = false
      }}
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <Search
        onChoose={(command) => {
          close()
          command.run()
        }}
      />
    </dialog>
  )
}

function Search({ onChoose }: { onChoose: (command: Command) => void }) {
  const text = words.value.palette
  const id = useOwnId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(commands(), typed).slice(0, MOST)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const command = found[at]
    if (event.key === 'Enter' && command) onChoose(command)
    if (step === undefined) return
    event.preventDefault()
    setAt((at + step + found.length) % Math.max(1, found.length))
  }
  return (
    <>
      <input
        class="palette-input"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] && `${id}-${at}`}
        aria-label={text.placeholder}
        placeholder={text.placeholder}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div class="palette-list" id={id} role="listbox" aria-label={text.open}>
        {found.map((command, i) => (
          <Option
            key={`${command.group} ${command.name}`}
            id={`${id}-${i}`}
            command={command}
            chosen={i === at}
            onPoint={() => setAt(i)}
            onChoose={onChoose}
          />
        ))}
        {found.length === 0 && <p class="menu-label">{text.none}</p>}
      </div>
    </>
  )
}

interface OptionProps {
  id: string
  command: Command
  chosen: boolean
  onPoint: () => void
  onChoose: (command: Command) => void
}

function Option({ id, command, chosen, onPoint, onChoose }: OptionProps) {
  return (
    <button
      id={id}
      type="button"
      class="menu-item"
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onMouseMove={onPoint}
      onClick={() => onChoose(command)}
    >
      <span class="menu-text">{command.name}</span>
      <span class="menu-note">{command.group}</span>
    </button>
  )
}
