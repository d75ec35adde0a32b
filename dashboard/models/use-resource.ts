import { signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { type Question, type Resource, resource } from './resource.ts'

/** A resource that lives as long as the view. `question` may read signals, not changing props. */
export function useResource<Answer>(
  question: () => Question<Answer> | undefined,
): Resource<Answer> {
  const made = useMemo(() => resource(question), [])
  useEffect(() => made.dispose, [made])
  return made
}

/** The same of a question that is made of what the view itself holds, such as what is typed. */
export function useAnswer<Asked, Answer>(
  asked: Asked,
  question: (asked: Asked) => Question<Answer> | undefined,
): Resource<Answer> {
  const current = useMemo(() => signal(asked), [])
  useEffect(() => {
    current.value = asked
  })
  return useResource(() => question(current.value))
}
