import { Explain } from '../../parts/explain.tsx'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { words } from '../../texts/texts.ts'

/** A question mark that answers what a number about customers means, its rule of thumb and why. */
export function RevenueMeaning({ of }: { of: keyof typeof revenueWords.value.meanings }) {
  const { actions } = words.value
  const { name, definition } = revenueWords.value.meanings[of]
  return (
    <Explain
      name={name}
      definition={definition}
      label={actions.explain(name)}
      copyLabel={actions.curl}
      copiedLabel={actions.copied}
    />
  )
}
