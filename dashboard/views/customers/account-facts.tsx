import type { AccountRow, AccountTold } from '../../models/accounts.ts'
import { Card } from '../../parts/card.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { FirstCame } from './account-columns.tsx'
import { AccountKeeping } from './account-keeping.tsx'

interface AccountFactsProps {
  told: AccountTold['account']
  row: AccountRow | undefined
  owners: readonly string[]
}

/** Who looks after an account, how it came, and what is said of it. */
export function AccountFacts({ told, row, owners }: AccountFactsProps) {
  const text = accountWords.value
  const { account, owner, note, traits } = told
  return (
    <div class="person-facts">
      <AccountKeeping account={account} kept={{ owner, note }} owners={owners} />
      {row?.first_channel && (
        <Card title={text.came}>
          <FirstCame row={row} />
        </Card>
      )}
      {traits && (
        <Card title={text.traits}>
          <dl class="facts">
            {Object.entries(traits).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
    </div>
  )
}
