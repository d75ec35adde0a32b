import { Answered } from '../../blocks/answers/answered.tsx'
import { linesOf } from '../../blocks/forms/lines.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { useDraft } from '../../models/drafts.ts'
import { changeSheet, type Exclusions, sheetQuestion } from '../../models/site-rules.ts'
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
        {(exclusions) => <ExclusionForm exclusions={exclusions} onTried={sheet.ask} />}
      </Answered>
    </div>
  )
}

const LISTS = ['referrers', 'ips', 'hostnames'] as const

interface ExclusionFormProps {
  exclusions: Exclusions
  /** Saved or refused: asks again for what is stored by now. */
  onTried: () => void
}

/** The lists with every line as it is typed, until they are saved. */
function ExclusionForm({ exclusions, onTried }: ExclusionFormProps) {
  const text = settingsWords.value.exclusions
  const drafted = useDraft('exclusions', exclusions)
  const { draft } = drafted
  const change = (part: Partial<Exclusions>) => drafted.change({ ...draft, ...part })
  const saving = useSave({ fields: [...LISTS] })
  const submit = async (event: Event) => {
    event.preventDefault()
    const store = () =>
      changeSheet(siteHere(), 'exclusions', (stored) => withoutBlanks(drafted.onto(stored)))
    if (await saving.save(store)) drafted.stored()
    onTried()
  }
  const list = (name: (typeof LISTS)[number]) => (
    <TextArea
      label={text[name]}
      hint={text[`${name}Hint`]}
      value={typed(draft[name])}
      problem={saving.aboutEach(name, linesOf(typed(draft[name])))}
      onValue={(next) => change({ [name]: next === '' ? [] : next.split('\n') })}
    />
  )
  return (
    <form class="form" onSubmit={submit}>
      <Changeable>
        {list('referrers')}
        <Check
          label={text.defaults}
          value={draft.defaults}
          onValue={(defaults) => change({ defaults })}
        />
        {list('ips')}
        {list('hostnames')}
        <SaveBar saving={saving} drafted={drafted} />
      </Changeable>
    </form>
  )
}

function typed(lines: readonly string[]): string {
  return lines.join('\n')
}

function withoutBlanks({ defaults, ...lists }: Exclusions): Exclusions {
  const { referrers, ips, hostnames } = lists
  return {
    defaults,
    referrers: linesOf(typed(referrers)),
    ips: linesOf(typed(ips)),
    hostnames: linesOf(typed(hostnames)),
  }
}
