import { useEffect, useState } from 'preact/hooks'

/** ms after the last key. */
const PAUSE = 600

/** What is typed once it stands still: a question for each letter would be asked in vain. */
export function usePaused<Typed>(typed: Typed): Typed {
  const [still, setStill] = useState(typed)
  const written = JSON.stringify(typed)
  useEffect(() => {
    if (written === JSON.stringify(still)) return
    const timer = setTimeout(() => setStill(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [written])
  return still
}
