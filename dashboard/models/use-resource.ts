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
