import { Command } from 'commander'
import { localDate } from '../local-date.ts'
import { refusalOf } from '../refusal-of.ts'
import { AnnotationInput, addAnnotation } from '../settings/annotations.ts'
import { siteByDomain } from '../settings/sites.ts'
import { NOTE_COLORS } from '../vocabulary.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { say } from './print.ts'
import { withOpenData } from './with-data.ts'

interface Options {
  day?: string
  to?: string
  color?: string
}

export function noteCommand(): Command {
  return withData(new Command('note'))
    .description('put a note on a day of the charts, or on several, for deploy scripts')
    .argument('<site>', 'domain')
    .argument('<text>', 'at most 500 characters')
    .option('--day <day>', 'YYYY-MM-DD; default: today in the site’s time zone')
    .option('--to <day>', 'the last of several days')
    .option('--color <name>', NOTE_COLORS.join(', '))
    .action(async (domain: string, text: string, options: Options) => {
      await withOpenData(options, async ({ settings }) => {
        const site = await siteByDomain(settings, domain)
        const read = AnnotationInput.safeParse({
          day: options.day ?? localDate(site.timezone, Date.now()),
          ...{ to: options.to, color: options.color },
          text,
        })
        if (!read.success) throw refusalOf(read.error, options)
        const id = Number(site.id)
        const after = await addAnnotation(settings, id, read.data, Date.now())
        await noteChange(settings, { site: id, thing: 'annotation', what: 'added', after })
        const { day, to } = read.data
        say(`noted on ${day}${to === null ? '' : ` to ${to}`}`)
      })
    })
}
