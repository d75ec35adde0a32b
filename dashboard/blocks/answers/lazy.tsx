import { signal } from '@preact/signals'
import type { ComponentChild, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { spoken } from '../../texts/texts.ts'
import { ProblemView } from './problem-view.tsx'

const UNREACHED = new Problem({ status: 0, title: 'offline' })

async function withWords<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const loaded = await load()
  await spoken()
  return loaded
}

/** A part that is loaded when it is first shown; once loaded it is there at once. Until then `meanwhile` keeps its room. */
export function lazy<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ComponentChild = null,
): ComponentType<Props> {
  // Of all places where it is shown: one that is drawn while the load of another ends hears of it, too.
  const known = signal<ComponentType<Props>>()
  return function Lazy(props) {
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (known.peek()) return
      const arrived = (component: ComponentType<Props>) => {
        known.value = component
      }
      void withWords(load).then(arrived, () => setFailed(true))
    }, [])
    const Loaded = known.value
    // A server that was upgraded meanwhile has the part under another name, which only a new page knows.
    if (failed && !Loaded) {
      return <ProblemView problem={UNREACHED} onRetry={() => location.reload()} />
    }
    return Loaded ? <Loaded {...props} /> : <>{meanwhile}</>
  }
}
