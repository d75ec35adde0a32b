import type { ReadonlySignal } from '@preact/signals'
import { ask } from '../../api.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { count, full } from '../../format.ts'
import { type SheetFix, withRule } from '../../models/apply-fix.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { siteDomain } from '../../models/sites.ts'
import { numberOf } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'

/** Visits that a fix reaches, by the channel they count under now. */
interface Reached {
  visits: number
  channels: { from: string; to?: string; visits: number }[]
}

interface FixPreviewProps {
  fix: ReadonlySignal<SheetFix>
  rules: RulesOfSite
}

/** What a fix would change in all history. */
export function FixPreview({ fix, rules }: FixPreviewProps) {
  const text = words.value.fixes
  const reached = useResource(() => reachedQuestion(fix.value, rules))
  return (
    <section class="fix-preview" aria-label={text.preview} aria-live="polite">
      <Answered of={reached} meanwhile={<Skeleton height="3rem" />}>
        {({ visits, channels }) => (
          <>
            <b>{text.reaches(count(visits, locale.value))}</b>
            <ul>
              {channels.map(({ from, to, visits: some }) => (
                <li key={`${from} ${to}`}>
                  {to === undefined
                    ? channelName(from)
                    : `${channelName(from)} → ${channelName(to)}`}
                  : {full('count', some, locale.value)}
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  )
}

function channelName(channel: string): string {
  return valueName('channel', channel, language.value, words.value)
}

function reachedQuestion(fix: SheetFix, rules: RulesOfSite): Question<Reached> | undefined {
  return fix.type === 'rule' ? ruleQuestion(fix, rules) : valueQuestion(fix)
}

function ruleQuestion(
  fix: Extract<SheetFix, { type: 'rule' }>,
  { channels }: RulesOfSite,
): Question<Reached> | undefined {
  const site = siteDomain.value
  if (site === undefined) return undefined
  const body = withRule(channels, fix)
  return {
    key: `channels/preview ${site} ${JSON.stringify(body)}`,
    fetch: async (signal) => {
      const sent = { param: { site }, body, signal }
      const answer = await ask('POST', '/api/sites/:site/channels/preview', sent)
      return { visits: answer.moved, channels: answer.moves }
    },
  }
}

/** Visits with that spelling, or from that host. */
function valueQuestion(
  fix: Extract<SheetFix, { type: 'alias' | 'exclusion' }>,
): Question<Reached> | undefined {
  const [dimension, value] =
    fix.type === 'alias' ? [fix.kind, fix.spelling] : (['referrer', fix.host] as const)
  const question = reportQuestion('stats', {
    period: 'all',
    metrics: ['visits'],
    dimensions: ['channel'],
    filters: [['is', dimension, [value]]],
  })
  return (
    question && {
      key: question.key,
      fetch: async (signal) => {
        const { rows, totals } = await question.fetch(signal)
        const channels = rows.map((row) => ({
          from: String(row.channel),
          visits: numberOf(row, 'visits') ?? 0,
        }))
        return { visits: numberOf(totals, 'visits') ?? 0, channels }
      },
    }
  )
}
