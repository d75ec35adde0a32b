import { people } from './en/people.ts'
import { wordsOf } from './texts.ts'

/** Words of people and their visits. */
export const peopleWords = wordsOf(people, async () => (await import('./zh/people.ts')).people)
