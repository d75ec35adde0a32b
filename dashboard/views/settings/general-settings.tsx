import { useSignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { ask } from '../../api.ts'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { linesOf } from '../../blocks/forms/lines.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { amountsWithout } from '../../models/currency.ts'
import { useDraft } from '../../models/drafts.ts'
import { loadSites, type Site, site } from '../../models/sites.ts'
import type { Unconverted } from '../../models/stats.ts'
import { TextArea } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { Changeable } from './changeable.tsx'
import { CurrencyChange } from './currency-change.tsx'
import { type Draft, PlaceFields, TrustFields, UmamiField, VisitFields } from './general-fields.tsx'
import { ForgottenNotice, forgottenWords, useForgotten } from './retention.tsx'

const FIELDS = [
  ...['name', 'visit_timeout_minutes', 'hostnames', 'retention_days', 'max_amount'],
  'umami_website_id',
]

export function GeneralSettings() {
  const current = site.value
  return current ? <GeneralForm current={current} /> : null
}

/** The further hosts as they are typed, one a line. */
interface Edited extends Draft {
  hosts: string
}

/** What was changed; the rest is as it is stored, whoever changes that meanwhile. */
type Changes = Partial<Edited>

const NO_CHANGES: Changes = {}

function editedOf({ hostnames, ...site }: Site): Edited {
  return { ...site, hosts: hostnames.join('\n') }
}

/** Without what is as it is stored. */
function changesTo(stored: Edited, changes: Changes): Changes {
  const isOther = ([name, value]: [string, unknown]) => stored[name as keyof Edited] !== value
  return Object.fromEntries(Object.entries(changes).filter(isOther))
}

function GeneralForm({ current }: { current: Site }) {
  const drafted = useDraft<Changes>('general', NO_CHANGES)
  const stored = editedOf(current)
  const draft = { ...stored, ...drafted.draft }
  const saving = useSave({ fields: FIELDS })
  const [asking, setAsking] = useState(false)
  const [without, setWithout] = useState<Unconverted>()
  const limit = useSignal<number | null>(null)
  const forgotten = useForgotten(limit)
  const shorter = draft.retention_days !== current.retention_days
  limit.value = shorter ? draft.retention_days : null
  const loss = shorter && draft.retention_days !== null ? forgotten.data.value : undefined
  const change = (part: Changes) => drafted.change(changesTo(stored, { ...drafted.draft, ...part }))
  const store = () => {
    const { hosts, ...fields } = drafted.draft
    const body = hosts === undefined ? fields : { ...fields, hostnames: linesOf(hosts) }
    void saving.save(async () => {
      await ask('PUT', '/api/sites/:site', { param: { site: current.domain }, body })
      await loadSites()
      drafted.stored(NO_CHANGES)
    })
  }
  const storeOrAsk = () => (loss && loss.visits > 0 ? setAsking(true) : store())
  const submit = async (event: Event) => {
    event.preventDefault()
    const isOther = draft.currency !== current.currency
    const missing = isOther ? await amountsWithout(draft.currency) : []
    if (missing.length > 0) setWithout(missing)
    else storeOrAsk()
  }
  return (
    <form class="form" onSubmit={submit}>
      <Changeable>
        <PlaceFields draft={draft} saving={saving} change={change} />
        <VisitFields draft={draft} saving={saving} change={change} />
        <TrustFields draft={draft} saving={saving} change={change} />
        {loss && <ForgottenNotice forgotten={loss} />}
        <TextArea
          label={settingsWords.value.general.hostnames}
          hint={settingsWords.value.general.hostnamesHint}
          value={draft.hosts}
          problem={saving.aboutEach('hostnames', linesOf(draft.hosts))}
          onValue={(next) => change({ hosts: next })}
        />
        <UmamiField draft={draft} saving={saving} change={change} />
        <SaveBar saving={saving} drafted={drafted} disabled={forgotten.since.value !== undefined} />
        {without && (
          <CurrencyChange
            to={draft.currency}
            without={without}
            onConfirm={storeOrAsk}
            onClose={() => setWithout(undefined)}
          />
        )}
        {asking && loss && (
          <Confirm
            title={settingsWords.value.general.forgetTitle}
            label={settingsWords.value.general.forget}
            onConfirm={store}
            onClose={() => setAsking(false)}
          >
            {forgottenWords(loss)}
          </Confirm>
        )}
      </Changeable>
    </form>
  )
}
