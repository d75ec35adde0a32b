import { useLayoutEffect, useRef } from 'preact/hooks'
import { paletteOpen, recentCommands, rememberCommand } from '../../models/palette.ts'
import { Finder, type FoundGroup } from '../../parts/finder.tsx'
import { useTyped } from '../../parts/typed-ahead.ts'
import { words } from '../../texts/texts.ts'
import { type Command, commands, matching } from './commands.ts'
import { useFound } from './use-found.ts'

export function PaletteDialog() {
  const text = words.value.palette
  const dialog = useRef<HTMLDialogElement>(null)
  // With its field, which takes what was typed before, and not a paint later: what is typed until then would be lost.
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    // Closed, not only gone: what had the focus gets it back.
    return () => opened?.close()
  }, [])
  // The event of closing comes after keys that are meant for the page again.
  const leave = () => {
    paletteOpen.value = false
  }
  const close = () => {
    dialog.current?.close()
    leave()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop.
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={text.open}
      onCancel={leave}
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected) leave()
      }}
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <Search
        onChoose={(command, other) => {
          close()
          command.run(other)
        }}
      />
    </dialog>
  )
}

/** Commands of all kinds, so many that the list is read. */
const MOST = 14

function Search({ onChoose }: { onChoose: (command: Command, other: boolean) => void }) {
  const text = words.value.palette
  const typing = useTyped()
  const { typed } = typing
  const known = commands()
  const { phrases, values, people, accounts, more, awaited } = useFound(typed)
  const isTyped = typed.trim() !== ''
  const found = isTyped
    ? [
        ...phrases,
        ...matching(known, typed).slice(0, MOST),
        ...values,
        ...[...accounts, ...people, ...more],
      ]
    : firstOf(known)
  const choose = (id: string, other: boolean) => {
    const command = found.find((one) => one.id === id)
    if (!command) return
    if (known.some((one) => one.id === id)) rememberCommand(id)
    onChoose(command, other)
  }
  return (
    <Finder
      label={text.placeholder}
      placeholder={text.placeholder}
      {...typing}
      groups={grouped(found)}
      none={awaited ? words.value.filters.awaited : text.none}
      awaited={awaited}
      onChoose={choose}
    />
  )
}

/** Before anything is typed: what was used last, then everything but single things of the site. */
function firstOf(known: readonly Command[]): Command[] {
  const recent = recentCommands().flatMap((id) => known.find((one) => one.id === id) ?? [])
  const group = words.value.palette.recent
  const rest = known.filter((one) => !recent.includes(one))
  return [...recent.map((one) => ({ ...one, group })), ...rest]
}

/** In groups, in the order of the first of each. */
export function grouped(found: readonly Command[]): FoundGroup[] {
  const groups = new Map<string, Command[]>()
  for (const one of found) groups.set(one.group, [...(groups.get(one.group) ?? []), one])
  return [...groups].map(([label, all]) => ({
    label,
    found: all.map(({ id, name, lead, note, icon: Icon }) => ({
      key: id,
      name,
      lead: lead && words.value.filters.lead(lead),
      icon: Icon && <Icon size={16} aria-hidden="true" />,
      note: note?.startsWith('G ') ? <kbd class="kbd">{note}</kbd> : note,
    })),
  }))
}
