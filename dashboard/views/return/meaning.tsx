import { Explain } from '../../parts/explain.tsx'
import { returnWords } from '../../texts/return.ts'
import { words } from '../../texts/texts.ts'

/** A question mark that answers what a number of return means. */
export function Meaning({ of }: { of: keyof typeof returnWords.value.meanings }) {
  const { actions } = words.value
  const { name, definition } = returnWords.value.meanings[of]
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
