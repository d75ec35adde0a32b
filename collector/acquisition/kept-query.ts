import { CLICK_ID_PARAMETERS, type ClickId } from './click-ids.ts'
import type { Parameter } from './parameters.ts'
import type { TagParameters, Tags } from './tags.ts'
import { looksLikeEmail } from './warnings.ts'

/** Secrets are not kept even where a site allows the parameter by mistake. */
const SECRET_NAME = /token|passw|secret|signature|session|api_?key|jwt/
/** A JSON web token, under whatever name. */
const SECRET_VALUE = /^eyJ[\w-]+\.[\w-]+/

function mayKeep(
  { name, value }: Parameter,
  allowed: ReadonlySet<string>,
  known: TagParameters,
): boolean {
  if (value === '' || looksLikeEmail(value)) return false
  const click = CLICK_ID_PARAMETERS.get(name)
  if (click) return !click.personal
  if (known.has(name)) return true
  return allowed.has(name) && !SECRET_NAME.test(name) && !SECRET_VALUE.test(value)
}

/**
 * A mail tool's parameter that names its reader is dropped; the tags that it stood for are written
 * out, so that the stored URL, exported and imported again, still says email.
 */
function substitutes(tags: Tags, click: ClickId | null): string[] {
  if (!click?.personal) return []
  return [
    ...(tags.source === undefined ? [`utm_source=${click.source}`] : []),
    ...(tags.medium === undefined ? [`utm_medium=${click.medium}`] : []),
  ]
}

/**
 * Campaign and click-id parameters and those the site allows, in their order, each name once, as
 * they were written; nothing that names a person. Reading the result again gives the same.
 */
export function keptQuery(
  parameters: readonly Parameter[],
  allowed: readonly string[],
  read: { tags: Tags; click: ClickId | null; known: TagParameters },
): string {
  const permitted = new Set(allowed.map((name) => name.toLowerCase()))
  const kept = new Map<string, string>()
  for (const parameter of parameters) {
    if (kept.has(parameter.name) || !mayKeep(parameter, permitted, read.known)) continue
    kept.set(parameter.name, parameter.written)
  }
  return [...kept.values(), ...substitutes(read.tags, read.click)].join('&')
}
