import { Building2 } from 'lucide-preact'
import { NothingHere } from '../../blocks/tables/list-card.tsx'
import { view } from '../../models/view.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { words } from '../../texts/texts.ts'

/** The same as in docs/script.md. */
const CALL = "tributary.identify('user-42', { account: 'acme' })"

/** How accounts become known; where filters leave none, that they do. */
export function NoAccounts() {
  const text = accountWords.value
  const { actions } = words.value
  if (view.value.filters.length > 0) return <NothingHere />
  return (
    <EmptyState
      icon={<Building2 size={22} aria-hidden="true" />}
      title={text.nobody}
      hint={text.nobodyHint}
    >
      <div class="snippet account-call">
        <code>{CALL}</code>
        <CopyButton text={CALL} label={actions.copy} done={actions.copied} />
      </div>
      <p>{text.nobodyMoney}</p>
    </EmptyState>
  )
}
