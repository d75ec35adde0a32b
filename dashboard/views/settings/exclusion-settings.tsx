import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { linesOf } from '../../blocks/forms/lines.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { type Exclusions, saveSheet, sheetQuestion } from '../../models/site-rules.ts'
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

function ExclusionForm({ exclusions }: { exclusions: Exclusions }) {
  const text = settingsWords.value.exclusions
  const [referrers, setReferrers] = useState(exclusions.referrers.join('\n'))
  const [ips, setIps] = useState(exclusions.ips.join('\n'))
  const [hostnames, setHostnames] = useState(exclusions.hostnames.join('\n'))
  const [defaults, setDefaults] = useState(exclusions.defaults)
  const saving = useSave({ fields: ['referrers', 'ips', 'hostnames'] })
  const submit = (event: Event) => {
    event.preventDefault()
    const lists = {
      referrers: linesOf(referrers),
      ips: linesOf(ips),
      hostnames: linesOf(hostnames),
    }
    void saving.save(() => saveSheet('exclusions', { ...lists, defaults }))
  }
  return (
    <form class="form" onSubmit={submit}>
      <Changeable>
        <TextArea
          label={text.referrers}
          hint={text.referrersHint}
          value={referrers}
          problem={saving.aboutEach('referrers', linesOf(referrers))}
          onValue={setReferrers}
        />
        <Check label={text.defaults} value={defaults} onValue={setDefaults} />
        <TextArea
          label={text.ips}
          hint={text.ipsHint}
          value={ips}
          problem={saving.aboutEach('ips', linesOf(ips))}
          onValue={setIps}
        />
        <TextArea
          label={text.hostnames}
          hint={text.hostnamesHint}
          value={hostnames}
          problem={saving.aboutEach('hostnames', linesOf(hostnames))}
          onValue={setHostnames}
        />
        <SaveBar saving={saving} />
      </Changeable>
    </form>
  )
}
