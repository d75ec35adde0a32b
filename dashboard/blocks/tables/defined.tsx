import { Explain } from '../../parts/explain.tsx'
import { type Texts, words } from '../../texts/texts.ts'

/** A question mark that answers what a number of journeys or retention means. */
export function Defined({ of }: { of: keyof Texts['definitions'] }) {
  const { definitions, actions } = words.value
  const { name, definition } = definitions[of]
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
