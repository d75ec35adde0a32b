import { Lock } from 'lucide-preact'
import { words } from '../../texts/texts.ts'

/** Says who may change what its reader may only look at. */
export function ReadOnly({ writers }: { writers: 'editors' | 'owners' }) {
  return (
    <p class="read-only">
      <Lock size={14} aria-hidden="true" />
      {words.value.readOnly[writers]}
    </p>
  )
}
