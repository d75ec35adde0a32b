import type { ComponentProps } from 'preact'
import { Explain } from '../../parts/explain.tsx'
import { returnWords } from '../../texts/return.ts'
import { words } from '../../texts/texts.ts'

interface MeaningProps extends Pick<ComponentProps<typeof Explain>, 'more' | 'link'> {
  of: keyof typeof returnWords.value.meanings
}

/** A question mark that answers what a number of return means. */
export function Meaning({ of, more, link }: MeaningProps) {
  const { actions } = words.value
  const { name, definition } = returnWords.value.meanings[of]
  return (
    <Explain
      name={name}
      definition={definition}
      more={more}
      link={link}
      label={actions.explain(name)}
      copyLabel={actions.curl}
      copiedLabel={actions.copied}
    />
  )
}
