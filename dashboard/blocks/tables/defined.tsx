import { Explain } from '../../parts/explain.tsx'
import { definitionWords } from '../../texts/definitions.ts'
import { words } from '../../texts/texts.ts'

/** A question mark that answers what a number of journeys or retention means. */
export function Defined({ of }: { of: keyof typeof definitionWords.value }) {
  const { actions } = words.value
  const { name, definition } = definitionWords.value[of]
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
