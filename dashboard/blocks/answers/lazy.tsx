import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { ProblemView } from './problem-view.tsx'

const UNREACHED = new Problem({ status: 0, title: 'offline' })

/** A part that is loaded when it is first shown; once loaded it is there at once. */
export function lazy<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined
  return function Lazy(props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => known)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (known) return
      const arrived = (component: ComponentType<Props>) => {
        known = component
        setLoaded(() => component)
      }
      void load().then(arrived, () => setFailed(true))
    }, [])
    // A server that was upgraded meanwhile has the part under another name, which only a new page knows.
    if (failed) return <ProblemView problem={UNREACHED} onRetry={() => location.reload()} />
    return Loaded ? <Loaded {...props} /> : null
  }
}
