import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A page that is loaded when it is first shown; once loaded it is there at once. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  let known: ComponentType | undefined
  return function Lazy() {
    const [Loaded, setLoaded] = useState<ComponentType | undefined>(() => known)
    useEffect(() => {
      if (known) return
      void load().then((component) => {
        known = component
        setLoaded(() => component)
      })
    }, [])
    return Loaded ? <Loaded /> : null
  }
}
