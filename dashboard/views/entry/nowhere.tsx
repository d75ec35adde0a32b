import { FileQuestionMark } from 'lucide-preact'
import { EmptyState } from '../../parts/empty-state.tsx'
import { words } from '../../texts/texts.ts'
import { Entry } from './entry.tsx'

/** An address of no site and no page. */
export function Nowhere() {
  const { missing, states } = words.value
  return (
    <Entry title={missing.title}>
      <EmptyState
        icon={<FileQuestionMark size={24} aria-hidden="true" />}
        title={states.missing}
        hint={states.missingHint}
      >
        <a class="button" href="/">
          {missing.home}
        </a>
      </EmptyState>
    </Entry>
  )
}
