import { Notice } from '../../parts/notice.tsx'

/** What is wrong with a part of the form as a whole, if anything is. */
export function Fault({ said }: { said: string | undefined }) {
  return said === undefined ? null : <Notice tone="bad">{said}</Notice>
}
