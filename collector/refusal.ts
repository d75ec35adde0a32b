import { Explained } from './explained.ts'

export interface FieldError {
  /** Dotted: `script.clicks.0.selector`. */
  path: string
  message: string
}

/** What was asked can't be done, for a reason the asker can mend. `status` is the HTTP answer. */
export class Refusal extends Explained {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503
  readonly errors: FieldError[] | undefined

  constructor(status: Refusal['status'], detail: string, errors?: FieldError[]) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.errors = errors
  }
}

/** The value, or a 404 that says what is missing. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refusal(404, `there is no ${what}`)
  return value
}

/** Runs a write; a duplicate of something that must be unique becomes a 409. */
export async function unique<T>(detail: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Error && 'code' in error && isDuplicate(error.code)) {
      throw new Refusal(409, detail)
    }
    throw error
  }
}

/** As SQLite and PostgreSQL say it. */
const DUPLICATES = new Set<unknown>([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  '23505',
])

function isDuplicate(code: unknown): boolean {
  return DUPLICATES.has(code)
}
