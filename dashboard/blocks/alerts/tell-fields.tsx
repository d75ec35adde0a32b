import type { AlertDraft } from '../../models/alert-draft.ts'
import { linkTo } from '../../models/view.ts'
import { type ChannelOut, waysOut } from '../../models/ways-out.ts'
import { Check, TextField } from '../../parts/field.tsx'
import { alertWords } from '../../texts/alerts.ts'
import { notificationWords } from '../../texts/notifications.ts'
import { LANGUAGES } from '../../texts/texts.ts'
import { consentNote } from '../answers/consent-note.ts'
import { SelectField } from '../forms/select-field.tsx'
import { sentenceOfDraft } from './said.ts'
import type { AlertFieldsProps } from './watch-fields.tsx'

/** Who is told, when not, and what the alert is called. */
export function TellFields({ draft, onDraft, saving }: AlertFieldsProps) {
  const text = alertWords.value
  const change = (part: Partial<AlertDraft>) => onDraft({ ...draft, ...part })
  return (
    <>
      <Ways draft={draft} change={change} />
      {draft.to.length > 0 && (
        <>
          <Check
            label={text.recovered}
            value={draft.recovered}
            onValue={(recovered) => change({ recovered })}
          />
          <Check
            label={text.quiet}
            value={draft.isQuiet}
            onValue={(isQuiet) => change({ isQuiet })}
          />
          {draft.isQuiet && (
            <div class="form-pair">
              <TextField
                label={text.quietFrom}
                type="time"
                required
                value={draft.from}
                problem={saving.about('quiet.from')}
                onValue={(from) => change({ from })}
              />
              <TextField
                label={text.quietTo}
                type="time"
                required
                value={draft.until}
                problem={saving.about('quiet.to')}
                onValue={(until) => change({ until })}
              />
            </div>
          )}
        </>
      )}
      <div class="form-pair">
        <TextField
          label={text.name}
          placeholder={sentenceOfDraft(draft)}
          value={draft.name}
          problem={saving.about('name')}
          onValue={(name) => change({ name })}
        />
        {draft.to.length > 0 && (
          <SelectField
            label={text.language}
            value={draft.language}
            choices={(['en', 'zh'] as const).map((value) => ({ value, name: LANGUAGES[value] }))}
            onValue={(language) => change({ language })}
          />
        )}
      </div>
    </>
  )
}

function Ways({
  draft,
  change,
}: {
  draft: AlertDraft
  change: (part: Partial<AlertDraft>) => void
}) {
  const text = alertWords.value
  const { kinds } = notificationWords.value
  const all = waysOut.data.value ?? []
  const turn = ({ id }: ChannelOut, isOn: boolean) =>
    change({ to: isOn ? [...draft.to, id] : draft.to.filter((one) => one !== id) })
  return (
    <fieldset class="field">
      <legend>{text.to}</legend>
      {all.map((way) => (
        <Check
          key={way.id}
          label={[
            way.name || [kinds[way.kind], way.to].filter(Boolean).join(' · '),
            consentNote(way),
          ]
            .filter(Boolean)
            .join(' · ')}
          value={draft.to.includes(way.id)}
          onValue={(isOn) => turn(way, isOn)}
        />
      ))}
      {all.length === 0 && <p class="field-hint">{text.nobody}</p>}
      <p class="field-hint">
        <a class="link" href={linkTo('settings/notifications')}>
          {text.toWays}
        </a>
      </p>
    </fieldset>
  )
}
