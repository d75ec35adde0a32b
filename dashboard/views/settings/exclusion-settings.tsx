import { Answered } from '../../blocks/answers/answered.tsx'
import { linesOf } from '../../blocks/forms/lines.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { useDraft } from '../../models/drafts.ts'
import { type Exclusions, saveSheet, sheetQuestion } from '../../models/site-rules.ts'
import { siteHere } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { Check, TextArea } from '../../parts/field.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { Changeable } from './changeable.tsx'

export function ExclusionSettings() {
  const text = settingsWords.value.exclusions
  const sheet = useResource(() => sheetQuestion('exclusions'))
  return (
    <div class="form">
      <p>{text.intro}</p>
      <Answered of={sheet} meanwhile={<SkeletonRows rows={6} />}>
        {(exclusions) => <ExclusionForm exclusions={exclusions} />}
      </Answered>
    </div>
  )
}

/** Lists as they are typed, one a line. */
interface Draft extends Record<'referrers' | 'ips' | 'hostnames', string> {
  defaults: boolean
}

function draftOf({ referrers, ips, hostnames, defaults }: Exclusions): Draft {
  const typed = (list: readonly string[]) => list.join('\n')
  return { referrers: typed(referrers), ips: typed(ips), hostnames: typed(hostnames), defaults }
}

function ExclusionForm({ exclusions }: { exclusions: Exclusions }) {
  const text = settingsWords.value.exclusions
  const drafted = useDraft('exclusions', draftOf(exclusions))
  const { referrers, ips, hostnames, defaults } = drafted.draft
  const change = (part: Partial<Draft>) => drafted.change({ ...drafted.draft, ...part })
  const saving = useSave({ fields: ['referrers', 'ips', 'hostnames'] })
  const submit = (event: Event) => {
    event.preventDefault()
    const lists = {
      referrers: linesOf(referrers),
      ips: linesOf(ips),
      hostnames: linesOf(hostnames),
    }
    void saving.save(async () => {
      await saveSheet(siteHere(), 'exclusions', { ...lists, defaults })
      drafted.stored()
    })
  }
  return (
    <form class="form" onSubmit={submit}>
      <Changeable>
        <TextArea
          label={text.referrers}
          hint={text.referrersHint}
          value={referrers}
          problem={saving.aboutEach('referrers', linesOf(referrers))}
          onValue={(next) => change({ referrers: next })}
        />
        <Check
          label={text.defaults}
          value={defaults}
          onValue={(next) => change({ defaults: next })}
        />
        <TextArea
          label={text.ips}
          hint={text.ipsHint}
          value={ips}
          problem={saving.aboutEach('ips', linesOf(ips))}
          onValue={(next) => change({ ips: next })}
        />
        <TextArea
          label={text.hostnames}
          hint={text.hostnamesHint}
          value={hostnames}
          problem={saving.aboutEach('hostnames', linesOf(hostnames))}
          onValue={(next) => change({ hostnames: next })}
        />
        <SaveBar saving={saving} drafted={drafted} />
      </Changeable>
    </form>
  )
}
