import { faultOf } from './fault.ts'

/** An error on its way between threads: there its class is lost, and SQLite's own ones lose all that they say. */
export interface Failure {
  name: string
  /** SQLite's or Node's. */
  code: string | undefined
  /** Empty where it might quote what visitors sent. */
  message: string
  /** Where it was thrown. */
  place: string
}

export function failureOf(error: unknown): Failure {
  const place = faultOf(error)
  if (!(error instanceof Error)) return { name: 'Error', code: undefined, message: place, place }
  const code = 'code' in error ? String(error.code) : undefined
  // `JSON.parse` and `BigInt` quote what they cannot read.
  const message = error instanceof SyntaxError ? '' : error.message
  return { name: error.name, code, message, place }
}

/** An error of another thread. `code` is what the error there had. */
export class FailedElsewhere extends Error {
  readonly code: string | undefined

  constructor({ name, code, message, place }: Failure) {
    super(message)
    this.name = name
    this.code = code
    this.stack = `${name}: ${message} (${place})`
  }
}
