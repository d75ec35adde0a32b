import { change, changeSize } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Delta } from '../../parts/delta.tsx'
import { words } from '../../texts/texts.ts'

interface ChangeProps {
  now: number | null
  /** Undefined where nothing is compared. */
  before: number | null | undefined
  tell: (value: number | null) => string
  better?: 'more' | 'less' | 'neither'
}

/** How far a number has moved, and from where. */
export function Change({ now, before, tell, better = 'more' }: ChangeProps) {
  const moved = change(now, before)
  if (moved === undefined || before === undefined) return null
  const text = words.value.compare
  const size = changeSize(moved, locale.value.language)
  const isStill = Math.abs(moved) < 0.0005
  const said = isStill ? text.same : moved > 0 ? text.up(size) : text.down(size)
  return (
    <Delta
      change={moved}
      size={size}
      title={text.and(said, text.before(tell(before)))}
      lessIsBetter={better === 'less'}
      neutral={better === 'neither'}
    />
  )
}
