import type { ComponentProps } from 'preact'
import { NotConverted } from './unconverted.tsx'

/** What a page comes to, in words: the first sentence is what matters most. */
export function Sentences({ of: [first, ...others] }: { of: readonly string[] }) {
  return (
    <p class="sentence return-sentence">
      <b>{first}</b> {others.join(' ')}
    </p>
  )
}

/** Below them, the money that is in no number of theirs. */
export function MoneyLeftOut({ of, since }: ComponentProps<typeof NotConverted>) {
  if (of.length === 0) return null
  return (
    <p class="drill-note return-note">
      <NotConverted of={of} since={since} />
    </p>
  )
}
