import type { z } from 'zod'
import type { ReportName, reports } from '../../collector/reports/registry.ts'
import { send, sitePath } from '../api.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

type Reports = typeof reports

/** The members of a list may be told in one that nobody changes. */
type Told<Value> = Value extends readonly (infer Member)[] ? readonly Member[] : Value

/** What a report takes: what it has defaults for may be left out, and names are those of the vocabulary. */
export type ReportRequest<Name extends ReportName> = {
  [Field in keyof z.input<Reports[Name]['request']>]: Told<
    Field extends keyof z.output<Reports[Name]['request']>
      ? z.output<Reports[Name]['request']>[Field]
      : never
  >
}

export type ReportAnswer<Name extends ReportName> = z.output<Reports[Name]['answer']>

/** A field that the report does not know, by a spread as well, is a type error. */
type Exactly<Request, Asked> = Asked & { [Field in Exclude<keyof Asked, keyof Request>]: never }

/** Asks a report of a site. */
export function askReport<Name extends ReportName, Asked extends ReportRequest<Name>>(
  name: Name,
  request: Exactly<ReportRequest<Name>, Asked>,
  { site, signal }: { site: string; signal?: AbortSignal },
): Promise<ReportAnswer<Name>> {
  return send('POST', sitePath(site, `reports/${name}`), { body: request, signal })
}

/** A report on the site in view, or on another: same request, same key. */
export function reportQuestion<Name extends ReportName, Asked extends ReportRequest<Name>>(
  name: Name,
  request: Exactly<ReportRequest<Name>, Asked>,
  site = siteDomain.value,
): Question<ReportAnswer<Name>> | undefined {
  if (site === undefined) return undefined
  return {
    key: reportKey(site, name, request),
    fetch: (signal) => askReport(name, request, { site, signal }),
  }
}

/** Path and body of a report, as its key has them and `CsvButton` reads them. */
function reportKey(site: string, name: ReportName, request: object): string {
  return `${sitePath(site, `reports/${name}`)} ${JSON.stringify(request)}`
}
