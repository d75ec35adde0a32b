import { useState } from 'preact/hooks'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { notesWithin, noteText } from '../../blocks/series/notes.ts'
import { day as dayText, range as rangeText } from '../../dates.ts'
import type { Range } from '../../models/period.ts'
import { mayChange } from '../../models/sites.ts'
import {
  type Annotation,
  addThing,
  annotations,
  removeThing,
  replaceThing,
} from '../../models/things.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

interface AnnotationDialogProps {
  /** The days of the point that was chosen. */
  days: Range
  onClose: () => void
}

/** What happened on a day, or in a week or month: the notes there are, and room for another. */
export function AnnotationDialog({ days, onClose }: AnnotationDialogProps) {
  const { actions, annotations: text } = words.value
  const { language } = locale.value
  const [editing, setEditing] = useState<Annotation>()
  const existing = notesWithin(annotations.data.value ?? [], days)
  const single = days.from === days.to
  return (
    <Dialog
      title={text.title(single ? dayText(days.from, language) : rangeText(days, language))}
      closeLabel={actions.close}
      onClose={onClose}
    >
      {existing.length > 0 && (
        <ul class="plain-list">
          {existing.map((note) => (
            <Note key={note.id} note={note} dated={!single} onEdit={() => setEditing(note)} />
          ))}
        </ul>
      )}
      {mayChange.value && (
        <NoteForm key={editing?.id ?? ''} note={editing} days={days} onDone={onClose} />
      )}
    </Dialog>
  )
}

interface NoteProps {
  note: Annotation
  dated: boolean
  onEdit: () => void
}

function Note({ note, dated, onEdit }: NoteProps) {
  const { actions } = words.value
  const { id, day, to, text, color, experiment } = note
  const { language } = locale.value
  const remove = () =>
    undoable({
      said: actions.removed(text),
      run: () => removeThing('annotations', id),
      undo: () => addThing('annotations', { day, to, text, color }),
      after: annotations.ask,
    })
  return (
    <li>
      <span>
        {to !== null && <b>{rangeText({ from: day, to }, language)} </b>}
        {to === null && dated && <b>{dayText(day, language)} </b>}
        {noteText(note)}
      </span>
      {experiment !== null && (
        <a
          class="button"
          data-kind="ghost"
          data-size="small"
          href={linkTo('experiments', { options: { experiment: experiment.key } })}
        >
          {words.value.nav.experiments}
        </a>
      )}
      {mayChange.value && experiment === null && (
        <>
          <Button kind="ghost" size="small" onClick={onEdit}>
            {actions.edit}
          </Button>
          <Button kind="ghost" size="small" onClick={remove}>
            {actions.remove}
          </Button>
        </>
      )}
    </li>
  )
}

interface NoteFormProps {
  /** The one to change; a new one without it. */
  note: Annotation | undefined
  days: Range
  onDone: () => void
}

function NoteForm({ note, days, onDone }: NoteFormProps) {
  const text = words.value.annotations
  const [said, setSaid] = useState(note?.text ?? '')
  const [day, setDay] = useState(note?.day ?? days.from)
  const saving = useSave({ fields: ['text', 'day'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    // A note on several days that begins after its end is on that day alone.
    const to = note?.to && note.to >= day ? note.to : null
    const input = { day, to, text: said, color: note?.color ?? null }
    const store = () =>
      note ? replaceThing('annotations', note.id, input) : addThing('annotations', input)
    if (!(await saving.save(store))) return
    annotations.ask()
    onDone()
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.label}
        value={said}
        problem={saving.about('text')}
        required
        maxLength={500}
        onValue={setSaid}
      />
      {(note || days.from !== days.to) && (
        <TextField
          type="date"
          label={text.day}
          value={day}
          problem={saving.about('day')}
          required
          onValue={setDay}
        />
      )}
      <SaveBar saving={saving} />
    </form>
  )
}
