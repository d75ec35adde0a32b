import { BellRing } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { AlertForm } from '../../blocks/alerts/alert-form.tsx'
import { alertSaid } from '../../blocks/alerts/said.ts'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { draftOf, FRESH } from '../../models/alert-draft.ts'
import { type Alert, alerts, removeAlert, restoreAlert } from '../../models/alerts.ts'
import { useDraft } from '../../models/drafts.ts'
import { mayChange } from '../../models/sites.ts'
import { alertWords } from '../../texts/alerts.ts'
import { language } from '../../texts/texts.ts'
import { AlertTools } from './alert-tools.tsx'

export function AlertSettings() {
  const text = alertWords.value
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={alerts}
        icon={<BellRing size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ name }) => name}
        note={noteOf}
        tools={(alert) => <AlertTools alert={alert} />}
        edit={(alert, close) => <EditAlert alert={alert} onDone={close} />}
        remove={(alert, domain) => removeAlert(domain, alert)}
        restore={(alert, domain) => restoreAlert(domain, alert)}
      />
      {mayChange.value && <NewAlert />}
    </div>
  )
}

/** What it watches, unless that is its name, and of which visits. */
function noteOf(alert: Alert): string {
  const said = alertSaid(alert)
  return [...(said === alert.name ? [] : [said]), ...alert.filters.map(sentenceOf)].join(', ')
}

function NewAlert() {
  const fresh = { ...FRESH, language: language.value }
  const drafted = useDraft('alerts', fresh)
  const { draft, change, stored } = drafted
  return (
    <section class="form sub-form">
      <h3>{alertWords.value.title}</h3>
      <AlertForm draft={draft} onDraft={change} onDone={() => stored(fresh)} drafted={drafted} />
    </section>
  )
}

function EditAlert({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const [draft, setDraft] = useState(draftOf(alert))
  return <AlertForm id={alert.id} draft={draft} onDraft={setDraft} onDone={onDone} />
}
