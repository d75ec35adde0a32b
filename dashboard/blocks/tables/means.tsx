import type { ComponentProps } from 'preact'
import { Explain } from '../../parts/explain.tsx'
import { words } from '../../texts/texts.ts'

interface MeansProps extends Pick<ComponentProps<typeof Explain>, 'more' | 'link'> {
  of: { name: string; definition: string }
}

/** A question mark that answers what something is called and means. */
export function Means({ of: { name, definition }, more, link }: MeansProps) {
  const { actions } = words.value
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
