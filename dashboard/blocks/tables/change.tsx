import { change, changeSize } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Delta } from '../../parts/delta.tsx'
import { saidOfDays } from './metric-delta.tsx'

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
  const size = changeSize(moved, locale.value.language)
  return (
    <Delta
      change={moved}
      size={size}
      title={saidOfDays({ change: moved, told: size }, tell(before))}
      lessIsBetter={better === 'less'}
      neutral={better === 'neither'}
    />
  )
}
