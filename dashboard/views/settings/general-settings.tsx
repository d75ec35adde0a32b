import { useSignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { ask } from '../../api.ts'
import { CURRENCIES, named, TIMEZONES } from '../../blocks/forms/choices.ts'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { linesOf } from '../../blocks/forms/lines.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { type Saving, useSave } from '../../blocks/forms/use-save.ts'
import { loadSites, type Site, site } from '../../models/sites.ts'
import { Check, SelectField, TextArea, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { Changeable } from './changeable.tsx'
import { ForgottenNotice, forgottenWords, useForgotten } from './retention.tsx'

type Draft = Pick<
  Site,
  | 'name'
  | 'timezone'
  | 'currency'
  | 'week_start'
  | 'visit_timeout_minutes'
  | 'split_on_campaign'
  | 'identity'
  | 'hostnames'
  | 'retention_days'
  | 'max_amount'
  | 'trust_traits'
>

/** What a week may begin with, the usual first. */
const WEEK_STARTS: readonly Site['week_start'][] = ['monday', 'sunday', 'saturday']

const FIELDS = ['name', 'visit_timeout_minutes', 'hostnames', 'retention_days', 'max_amount']

export function GeneralSettings() {
  const current = site.value
  return current ? <GeneralForm current={current} /> : null
}

function GeneralForm({ current }: { current: Site }) {
  const [draft, setDraft] = useState<Draft>(current)
  const [hosts, setHosts] = useState(current.hostnames.join('\n'))
  const saving = useSave({ fields: FIELDS })
  const [asking, setAsking] = useState(false)
  const limit = useSignal<number | null>(null)
  const forgotten = useForgotten(limit)
  const shorter = draft.retention_days !== current.retention_days
  limit.value = shorter ? draft.retention_days : null
  const loss = shorter && draft.retention_days !== null ? forgotten.data.value : undefined
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const store = () => {
    const { id: _, domain: __, created_at: ___, ...kept } = { ...current, ...draft }
    const body = { ...kept, hostnames: linesOf(hosts) }
    void saving.save(async () => {
      await ask('PUT', '/api/sites/:site', { param: { site: current.domain }, body })
      await loadSites()
    })
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (loss && loss.visits > 0) setAsking(true)
    else store()
  }
  return (
    <form class="form" onSubmit={submit}>
      <Changeable>
        <PlaceFields draft={draft} saving={saving} change={change} />
        <VisitFields draft={draft} saving={saving} change={change} />
        <TrustFields draft={draft} saving={saving} change={change} />
        {loss && <ForgottenNotice forgotten={loss} />}
        <TextArea
          label={words.value.settings.general.hostnames}
          hint={words.value.settings.general.hostnamesHint}
          value={hosts}
          problem={saving.aboutEach('hostnames', linesOf(hosts))}
          onValue={setHosts}
        />
        <SaveBar saving={saving} disabled={forgotten.since.value !== undefined} />
        {asking && loss && (
          <Confirm
            title={words.value.settings.general.forgetTitle}
            label={words.value.settings.general.forget}
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

interface FieldsProps {
  draft: Draft
  saving: Saving
  change: (part: Partial<Draft>) => void
}

function PlaceFields({ draft, saving, change }: FieldsProps) {
  const text = words.value.settings.general
  return (
    <>
      <TextField
        label={text.name}
        required
        value={draft.name}
        problem={saving.about('name')}
        onValue={(name) => change({ name })}
      />
      <div class="form-pair">
        <SelectField
          label={text.timezone}
          hint={text.timezoneHint}
          value={draft.timezone}
          choices={named(TIMEZONES)}
          onValue={(timezone) => change({ timezone })}
        />
        <SelectField
          label={text.currency}
          value={draft.currency}
          choices={named(CURRENCIES)}
          onValue={(currency) => change({ currency })}
        />
      </div>
      <SelectField
        label={text.weekStart}
        value={draft.week_start}
        choices={WEEK_STARTS.map((value) => ({ value, name: text.weekStarts[value] }))}
        onValue={(week_start) => change({ week_start })}
      />
    </>
  )
}

function VisitFields({ draft, saving, change }: FieldsProps) {
  const text = words.value.settings.general
  const days = draft.retention_days
  return (
    <>
      <div class="form-pair">
        <TextField
          type="number"
          min="5"
          max="240"
          label={text.timeout}
          hint={text.timeoutHint}
          value={String(draft.visit_timeout_minutes)}
          problem={saving.about('visit_timeout_minutes')}
          onValue={(minutes) => change({ visit_timeout_minutes: Number(minutes) })}
        />
        <TextField
          type="number"
          min="1"
          label={text.retention}
          hint={text.retentionHint}
          value={days === null ? '' : String(days)}
          problem={saving.about('retention_days')}
          onValue={(value) => change({ retention_days: value === '' ? null : Number(value) })}
        />
      </div>
      <SelectField
        label={text.identity}
        value={draft.identity}
        choices={[
          { value: 'cookieless', name: text.cookieless },
          { value: 'stored', name: text.stored },
        ]}
        onValue={(identity) => change({ identity })}
      />
      <Check
        label={text.split}
        value={draft.split_on_campaign}
        onValue={(split_on_campaign) => change({ split_on_campaign })}
      />
    </>
  )
}

/** What is believed of browsers, which may be anybody's. */
function TrustFields({ draft, saving, change }: FieldsProps) {
  const text = words.value.settings.general
  const most = draft.max_amount
  return (
    <>
      <TextField
        type="number"
        min="0"
        label={text.maxAmount}
        hint={text.maxAmountHint}
        value={most === null ? '' : String(most)}
        problem={saving.about('max_amount')}
        onValue={(value) => change({ max_amount: value === '' ? null : Number(value) })}
      />
      <Check
        label={text.trustTraits}
        value={draft.trust_traits}
        onValue={(trust_traits) => change({ trust_traits })}
      />
    </>
  )
}
