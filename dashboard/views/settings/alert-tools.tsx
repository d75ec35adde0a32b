import { History, Pause, Play, Send } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { valueSaid } from '../../blocks/alerts/said.ts'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { day, instant } from '../../dates.ts'
import { count } from '../../format.ts'
import { draftOf, formIn } from '../../models/alert-draft.ts'
import { type Alert, alerts, pauseAlert, testAlert } from '../../models/alerts.ts'
import { dayIn } from '../../models/period.ts'
import { mayChange, site, siteHere } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { toast } from '../../parts/toast.tsx'
import { alertWords } from '../../texts/alerts.ts'
import { AlertHistory } from './alert-history.tsx'

/** How an alert stands, what it told, and what can be done with it. */
export function AlertTools({ alert }: { alert: Alert }) {
  const text = alertWords.value
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <State alert={alert} />
      <Button
        kind="ghost"
        size="small"
        icon={<History size={14} />}
        label={text.history}
        onClick={() => setOpen(true)}
      />
      {mayChange.value && <Changing alert={alert} />}
      {isOpen && (
        <FormDialog title={alert.name} onClose={() => setOpen(false)}>
          <AlertHistory alert={alert} />
        </FormDialog>
      )}
    </>
  )
}

function State({ alert }: { alert: Alert }) {
  const text = alertWords.value
  const { state, since, reason, reading, held } = alert.status
  const form = formIn(draftOf(alert))
  const when = since && beginOf(alert, since)
  const said = state === 'breached' && when ? text.since(when) : text.states[state]
  const value = reading && form !== 'flag' ? valueSaid(form, reading.value) : ''
  const more = [reason && text.why[reason.why], held ? text.held : undefined, value]
  return (
    <em class="alert-state" data-state={state} title={reason?.detail}>
      <span class="dot" aria-hidden="true" />
      {[said, ...more.filter(Boolean)].join(' · ')}
    </em>
  )
}

/** A day needs no time. */
function beginOf({ per }: Alert, since: string): string {
  const { language } = locale.value
  const timezone = site.value?.timezone ?? 'UTC'
  if (per === 'hour') return instant(since, timezone, { language, day: true })
  return day(dayIn(timezone, Date.parse(since)), language)
}

function Changing({ alert }: { alert: Alert }) {
  const text = alertWords.value
  const test = () =>
    attempt(async () => {
      const { sent } = await testAlert(siteHere(), alert)
      toast(text.tested(count(sent, locale.value)))
    })
  const turn = async () => {
    if (await attempt(() => pauseAlert(siteHere(), alert, !alert.paused))) alerts.ask()
  }
  return (
    <>
      {alert.to.length > 0 && (
        <Button
          kind="ghost"
          size="small"
          icon={<Send size={14} />}
          label={text.test}
          onClick={() => void test()}
        />
      )}
      <Button
        kind="ghost"
        size="small"
        icon={alert.paused ? <Play size={14} /> : <Pause size={14} />}
        label={alert.paused ? text.resume : text.pause}
        onClick={() => void turn()}
      />
    </>
  )
}
