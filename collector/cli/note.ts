import { Command, Option } from 'commander'
import { localDate } from '../local-date.ts'
import { refusalOf } from '../refusal-of.ts'
import { AnnotationInput, addAnnotation } from '../settings/annotations.ts'
import { siteByDomain } from '../settings/sites.ts'
import { NOTE_COLORS } from '../vocabulary.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { say } from './print.ts'
import { withOpenData } from './with-data.ts'
import { typed, typedDay } from './wrong-use.ts'

interface Options {
  day?: string
  to?: string
  color?: string
}

/** Throws a Refusal, as of a text that is too long. */
function inputOf(text: string, { day, to, color }: Options, today: string): AnnotationInput {
  const given = { day: day ?? today, to, color, text }
  const read = AnnotationInput.safeParse(given)
  if (!read.success) throw refusalOf(read.error, given)
  return read.data
}

export function noteCommand(): Command {
  return withData(new Command('note'))
    .description('put a note on a day of the charts, or on several, for deploy scripts')
    .argument('<site>', 'domain')
    .argument('<text>', 'at most 500 characters')
    .option('--day <day>', 'YYYY-MM-DD; default: today in the site’s time zone', typedDay)
    .option('--to <day>', 'the last of several days', typedDay)
    .addOption(new Option('--color <name>').choices(NOTE_COLORS))
    .action(async (domain: string, text: string, options: Options) => {
      await withOpenData(options, async ({ settings }) => {
        const site = await siteByDomain(settings, domain)
        const input = typed(() => inputOf(text, options, localDate(site.timezone, Date.now())))
        const id = Number(site.id)
        const after = await addAnnotation(settings, id, input, Date.now())
        await noteChange(settings, { site: id, thing: 'annotation', what: 'added', after })
        const { day, to } = input
        say(`noted on ${day}${to === null ? '' : ` to ${to}`}`)
      })
    })
}
