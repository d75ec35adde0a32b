import { OF_VISIT, PAGE_FACTS } from '../../collector/acquisition/page-facts.ts'
import { asScript } from '../as-script.ts'
import type { PageFilter } from './page-experiment.ts'

const KNOWN: readonly string[] = PAGE_FACTS

const escaped = (text: string): string => text.replace(/[^\w*]/g, '\\$&').replace(/\*/g, '[^]*')

/** JavaScript that compares `v`, a lower-case text or null, with the values. */
const COMPARISONS: Record<string, (values: (string | null)[]) => string> = {
  is: (values) => `${asScript(values)}.includes(v)`,
  contains: (values) => `${asScript(texts(values))}.some(t=>v!=null&&v.includes(t))`,
  matches: (values) =>
    `${asScript(texts(values).map((glob) => `^${escaped(glob)}$`))}.some(t=>v!=null&&RegExp(t).test(v))`,
}
const OPPOSITES: Record<string, string> = { is_not: 'is', not_contains: 'contains' }

const texts = (values: (string | null)[]) => values.filter((value) => value !== null)

const lowered = (value: unknown): string | null =>
  value === null ? null : String(value).toLowerCase()

/** A leaf or a join that a page cannot answer, and why. */
export interface WhenFault {
  path: (string | number)[]
  message: string
}

function faultsOf(filter: PageFilter, path: (string | number)[]): WhenFault[] {
  const [head, held] = filter
  if (head === 'not') return faultsOf(held as PageFilter, [...path, 1])
  if (head === 'and' || head === 'or')
    return (held as PageFilter[]).flatMap((one, i) => faultsOf(one, [...path, 1, i]))
  if (!(head in COMPARISONS) && !(head in OPPOSITES)) {
    const message = `a page cannot tell "${head}"; it compares by is, is_not, contains, not_contains and matches`
    return [{ path: [...path, 0], message }]
  }
  if (KNOWN.includes(String(held))) return []
  return [
    { path: [...path, 1], message: `a page does not know "${held}"; it knows ${KNOWN.join(', ')}` },
  ]
}

/** What of `target.when` no page can know, for the place where it is written. */
export function whenFaults(when: readonly PageFilter[]): WhenFault[] {
  return when.flatMap((filter, i) => faultsOf(filter, [i]))
}

function codeOf(filter: PageFilter): string {
  const [head, held, values] = filter
  if (head === 'not') return `!${codeOf(held as PageFilter)}`
  if (head === 'and' || head === 'or')
    return `(${(held as PageFilter[]).map(codeOf).join(head === 'and' ? '&&' : '||')})`
  const opposite = OPPOSITES[head]
  const compare = COMPARISONS[opposite ?? head]?.((values as unknown[]).map(lowered))
  return `${opposite ? '!' : ''}(v=>${compare})(f[${asScript(held)}])`
}

function dimensionsOf(filter: PageFilter): string[] {
  const [head, held] = filter
  if (head === 'not') return dimensionsOf(held as PageFilter)
  if (head === 'and' || head === 'or') return (held as PageFilter[]).flatMap(dimensionsOf)
  return [String(held)]
}

/** Does the page have to classify its landing? */
export function asksOfVisit(when: readonly PageFilter[]): boolean {
  const asked: readonly string[] = OF_VISIT
  return when.flatMap(dimensionsOf).some((dimension) => asked.includes(dimension))
}

/**
 * JavaScript of a function that answers whether all filters hold; `F` answers the page's facts. Where a page cannot
 * answer one, nobody is in.
 *
 *     [["is", "device", ["mobile"]]]    ()=>{let f=F();return(v=>["mobile"].includes(v))(f["device"])}
 */
export function whenCode(when: readonly PageFilter[]): string {
  if (when.length === 0) return '0'
  if (whenFaults(when).length > 0) return '()=>0'
  return `()=>{let f=F();return ${when.map(codeOf).join('&&')}}`
}
