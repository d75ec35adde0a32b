import { useEffect } from 'preact/hooks'
import { go } from '../models/address.ts'
import { pagePath } from '../models/view.ts'

/** Goes on to where the page is now, without a step to come back to. */
export function Moved({ to }: { to: string }) {
  useEffect(() => go(`${pagePath('')}/${to}`, { replace: true }), [to])
  return null
}
