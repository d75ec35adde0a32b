import { Explain } from '../../parts/explain.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { words } from '../../texts/texts.ts'

/** A question mark that answers what a number of accounts means. */
export function AccountMeaning({ of }: { of: keyof typeof accountWords.value.meanings }) {
  const { actions } = words.value
  const { name, definition } = accountWords.value.meanings[of]
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
