import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A page that is loaded when it is first shown; once loaded it is there at once. */
export function lazy<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined
  return function Lazy(props) {
    const [Loaded, setLoaded] = useState<ComponentType<Props> | undefined>(() => known)
    useEffect(() => {
      if (known) return
      void load().then((component) => {
        known = component
        setLoaded(() => component)
      })
    }, [])
    return Loaded ? <Loaded {...props} /> : null
  }
}
