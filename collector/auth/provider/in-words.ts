import type { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { ProviderFailure } from './failure.ts'

/** What the library threw, as a failure; anything else as it is. */
export function failureIn(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ProviderFailure) return error
  if (isRefusal(error)) return refused(error)
  const code = 'code' in error ? String(error.code) : ''
  const detail = detailOf(error, code)
  if (isSilence(error, code)) return new ProviderFailure('unreachable', detail)
  return code.startsWith('OAUTH_') ? new ProviderFailure('doubtful', detail) : error
}

type Refused = AuthorizationResponseError | ResponseBodyError

/** Its own words: at the end of its pages, or for a code. */
function isRefusal(error: Error): error is Refused {
  return error.name === 'AuthorizationResponseError' || error.name === 'ResponseBodyError'
}

function refused({ error, error_description = '', name }: Refused): ProviderFailure {
  const detail = `${error} ${error_description}`.trim()
  // The code was used, or is too old: only another one helps.
  if (name === 'ResponseBodyError' && error === 'invalid_grant')
    return new ProviderFailure('begin_again', detail)
  return new ProviderFailure('refused', detail, error_description || error)
}

const UNANSWERED = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
])

/** Node says of a server that is not there that fetching failed. */
function isSilence(error: Error, code: string): boolean {
  return UNANSWERED.has(code) || (error instanceof TypeError && error.message === 'fetch failed')
}

/** With what lies below it, as far as it says nothing of a person: a cause may be a whole answer. */
function detailOf(error: Error, code: string): string {
  const { cause } = error
  const status = cause instanceof Response ? `HTTP ${cause.status}` : ''
  const below = cause instanceof Error && cause.message !== error.message ? cause.message : ''
  return [error.message, below, status, code].filter((part) => part !== '').join('; ')
}
