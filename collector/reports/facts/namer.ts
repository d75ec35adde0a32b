import { sql } from 'kysely'
import type { Dimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import { bucketsFor, type Question } from '../question/question.ts'
import type { KeyValue } from './gather.ts'

export type Namer = (key: KeyValue) => KeyValue

/** How the dimension's keys are shown: a time by its bucket's name, a folded value as its earliest event spelt it. */
export async function namerFor(question: Question, dimension: Dimension): Promise<Namer> {
  const buckets = bucketsFor(question, dimension)
  if (buckets) return (key) => buckets.keys[Number(key)] ?? null
  const speltAs = await spellerFor(question, dimension)
  return (key) => speltAs(key) ?? key
}

/** How a folded value's earliest event spelt it; undefined where no event has it, and of all that is not folded. */
export type Speller = (key: KeyValue) => string | undefined

export async function spellerFor(question: Question, dimension: Dimension): Promise<Speller> {
  const source = sourceOf(dimension)
  if (source.kind !== 'label' || !source.folded) return () => undefined
  const { reader, site } = question
  const spellings = await reader.rows<{ value: string; text: string }>(
    sql`select s.value as value, s.text as text from spelling s
      where s.site = ${site} and s.field = ${source.column}`,
  )
  const texts = new Map(spellings.map(({ value, text }) => [value, text]))
  // What is absent has no spelling: the text "null" is another value.
  return (key) => (key === null ? undefined : texts.get(String(key)))
}
