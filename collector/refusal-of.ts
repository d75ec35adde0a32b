import type { core } from 'zod'
import { Refusal } from './refusal.ts'

/** Codes of zod that mean "not of that shape"; the others mean "understood, but no such thing". */
const SHAPE: ReadonlySet<string> = new Set([
  'invalid_type',
  'unrecognized_keys',
  'invalid_union',
  'invalid_key',
])

/** Each field that nothing would read, by itself: whoever sends it would be answered another question than asked. */
function unreadFields({ path, keys }: core.$ZodIssueUnrecognizedKeys): core.$ZodIssue[] {
  return keys.map((key) => {
    const message = 'this request has no such field'
    return { code: 'unrecognized_keys', keys: [key], path: [...path, key], message }
  })
}

/** What is said of a value that may have several forms: the faults of the form that it has, if it has one. */
function plainIssues(issue: core.$ZodIssue): core.$ZodIssue[] {
  if (issue.code === 'unrecognized_keys') return unreadFields(issue)
  if (issue.code !== 'invalid_union') return [issue]
  const forms = issue.errors
  const form =
    forms.find((faults) => faults.every(({ path }) => path.length > 0)) ??
    forms.find((faults) => faults.every(({ code }) => !SHAPE.has(code)))
  if (form === undefined) return [issue]
  return form
    .map((fault) => ({ ...fault, path: [...issue.path, ...fault.path] }))
    .flatMap(plainIssues)
}

/** What was given at a place; undefined where there is nothing. */
function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value === null || value === undefined ? undefined : Reflect.get(Object(value), key),
    given,
  )
}

/** Also an option that is missing, or of another type than all that may stand there: it is no unknown one. */
function isOfShape(issue: core.$ZodIssue, given: unknown): boolean {
  if (issue.code !== 'invalid_value') return SHAPE.has(issue.code)
  const value = valueAt(given, issue.path)
  return !issue.values.some((one) => typeof one === typeof value)
}

/** 400 for what can't be read, 422 for what can't be meant, of what was given. */
export function refusalOf(error: { issues: core.$ZodIssue[] }, given: unknown): Refusal {
  const issues = error.issues.flatMap(plainIssues)
  const errors = issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const unreadable = issues.some((issue) => isOfShape(issue, given))
  const [first] = errors
  const place = first === undefined || first.path === '' ? '' : `${first.path}: `
  return new Refusal(unreadable ? 400 : 422, `${place}${first?.message ?? 'unreadable'}`, errors)
}
