import { DAY } from '../durations.ts'
import { LAUNCH_DAY } from './arrivals.ts'
import { type DemoOptions, journey } from './journey.ts'
import { type Random, random } from './random.ts'
import { weekday } from './rhythm.ts'
import { demoTeams } from './teams.ts'
import type { WireLine } from './wire.ts'

const FIRST_DAY_VISITORS = 80
const DAILY_GROWTH = 0.009
const LAUNCH = 2.6

const ROBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

/**
 * The demo's traffic from `start` to `end`, and before it what teams have paid for, in order of time. The same seed and start give the same
 * lines, and a later end only adds some: the demo can be continued the next day.
 */
export function demoTraffic(options: DemoOptions): WireLine[] {
  const chance = random(options.seed)
  const lines: WireLine[] = []
  let index = 0
  for (let day = options.start; day < options.end; day += DAY) {
    for (let n = newcomers(day, options, chance); n > 0; n--) {
      for (const line of journey(options, index++, day)) lines.push(line)
    }
    for (const line of noise(options, day, chance)) lines.push(line)
  }
  for (const line of demoTeams(options)) lines.push(line)
  return lines.filter(({ at }) => at < options.end).sort((a, b) => a.at - b.at)
}

function newcomers(day: number, { start }: DemoOptions, chance: Random): number {
  const number = Math.round((day - start) / DAY)
  const usual = FIRST_DAY_VISITORS * (1 + DAILY_GROWTH) ** number * weekday(day)
  const spread = 0.9 + 0.2 * chance.next()
  return Math.round(usual * spread * (number === LAUNCH_DAY ? LAUNCH : 1))
}

/** What every site gets and nobody wants: crawlers, and pages copied to another host. */
function noise({ site }: DemoOptions, day: number, chance: Random): WireLine[] {
  const at = () => day + chance.integer(DAY)
  const robots = Array.from({ length: 1 + chance.integer(4) }, (): WireLine => {
    const url = `https://${site}/blog/what-is-new`
    return { id: chance.id(), name: 'pageview', at: at(), url, userAgent: ROBOT, ip: '66.249.66.1' }
  })
  const url = 'https://harbour-planner.example.net/'
  const copied: WireLine = { id: chance.id(), name: 'pageview', at: at(), url }
  return chance.chance(0.3) ? [...robots, copied] : robots
}
