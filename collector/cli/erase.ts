import { Command } from 'commander'
import { Refusal } from '../refusal.ts'
import { forgetAccountNote } from '../settings/account-notes.ts'
import { siteByDomain } from '../settings/sites.ts'
import type { Erased, PersonName } from '../store/changes.ts'
import { erasePeople } from '../store/sqlite/erase.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { turn, withOpenData } from './with-data.ts'

interface Options {
  user?: string
  visitor?: string
  account?: string
  json?: boolean
}

/** The one of the three that was given; undefined if none or several were. */
function whom(options: Options): PersonName | undefined {
  const given = (['user', 'visitor', 'account'] as const).flatMap((kind) => {
    const id = options[kind]
    return id === undefined ? [] : [{ kind, id }]
  })
  return given.length === 1 ? given[0] : undefined
}

const BETWEEN = { forget() {}, pause: turn }

async function erase(domain: string, name: PersonName, options: Options): Promise<Erased> {
  return await withOpenData(options, async ({ settings, db }) => {
    requireOwn(db, domain, options)
    const site = Number((await siteByDomain(settings, domain)).id)
    const erased = await erasePeople(db, site, name, BETWEEN)
    if (erased === undefined) throw new Refusal(404, `${domain} knows no ${name.kind} "${name.id}"`)
    if (name.kind === 'account') await forgetAccountNote(settings, site, name.id)
    // Not whom: that is what was to be forgotten.
    await noteChange(settings, { site, thing: 'person', what: 'removed', before: erased })
    return erased
  })
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `1 person, 2 visits and 7 events` */
function listed({ people, visits, events }: Erased): string {
  const who = counted(people, 'person', 'people')
  return `${who}, ${counted(visits, 'visit', 'visits')} and ${counted(events, 'event', 'events')}`
}

export function eraseCommand(): Command {
  const command = withData(new Command('erase'))
    .description('remove a person, a browser or an account with all visits and events')
    .argument('<site>', 'domain')
    .option('--user <id>', 'the id that was identified')
    .option('--visitor <id>', 'the id of the browser')
    .option('--account <id>', 'the account: all its people')
    .option('--json', 'print what was removed as JSON')
  return command.action(async (domain: string, options: Options) => {
    const name = whom(options)
    if (name === undefined) {
      return command.error('error: name one of --user, --visitor and --account')
    }
    const erased = await erase(domain, name, options)
    if (options.json) console.log(JSON.stringify(erased))
    else console.log(`removed ${listed(erased)}`)
    const { elsewhere = 0 } = erased
    if (elsewhere > 0)
      say(`${elsewhere} of the events are in ClickHouse alone, and gone there once it is told.`)
  })
}
