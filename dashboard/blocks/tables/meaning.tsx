import type { ComponentProps } from 'preact'
import { returnWords } from '../../texts/return.ts'
import { Means } from './means.tsx'

interface MeaningProps extends Pick<ComponentProps<typeof Means>, 'more' | 'link'> {
  of: keyof typeof returnWords.value.meanings
}

/** A question mark that answers what a number of return means. */
export function Meaning({ of, more, link }: MeaningProps) {
  return <Means of={returnWords.value.meanings[of]} more={more} link={link} />
}
