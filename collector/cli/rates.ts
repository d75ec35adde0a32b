import { Command } from 'commander'
import { importEcbRates, threeYearsBefore } from '../settings/ecb-rates.ts'
import { siteByDomain } from '../settings/sites.ts'
import { bytesOf } from './file-bytes.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { say } from './print.ts'
import { withOpenData } from './with-data.ts'
import { typedDay } from './wrong-use.ts'

function importCommand(): Command {
  return withData(new Command('import'))
    .description('store the exchange rates of the European Central Bank (eurofxref-hist.csv)')
    .argument('<site>', 'domain')
    .argument('<file>', 'path of the file as it was published, or - for standard input')
    .option('--from <day>', 'the first day, YYYY-MM-DD; default: three years ago', typedDay)
    .action(async (domain: string, path: string, options: { from?: string }) => {
      const bytes = await bytesOf(path)
      await withOpenData(options, async ({ settings }) => {
        const { id, currency } = await siteByDomain(settings, domain)
        const file = { bytes, from: options.from ?? threeYearsBefore(Date.now()) }
        const after = await importEcbRates(settings, { id: Number(id), currency }, file)
        await noteChange(settings, { site: Number(id), thing: 'rate', what: 'added', after })
        say(`stored ${after.stored} rates in ${currency}, ${after.days.join(' to ')}`)
      })
    })
}

export function ratesCommand(): Command {
  return new Command('rates').description('exchange rates of a site').addCommand(importCommand())
}
