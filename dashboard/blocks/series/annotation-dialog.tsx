import { Pencil, Plus, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { NOTE_COLORS } from '../../../collector/vocabulary.ts'
import { day as dayText, range as rangeText } from '../../dates.ts'
import type { Range } from '../../models/period.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import {
  type Annotation,
  addThing,
  annotations,
  removeThing,
  replaceThing,
} from '../../models/things.ts'
import { linkTo, locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { SaveBar } from '../forms/save-bar.tsx'
import { SelectField } from '../forms/select-field.tsx'
import { undoable } from '../forms/undo.ts'
import { useSave } from '../forms/use-save.ts'
import { notesWithin, noteText } from './notes.ts'

const COLORS = ['none', ...NOTE_COLORS] as const

interface AnnotationDialogProps {
  /** The days of the point that was chosen. */
  days: Range
  onClose: () => void
}

/** What happened on a day, or in a week or month: the notes there are, and room for another. */
export function AnnotationDialog({ days, onClose }: AnnotationDialogProps) {
  const { annotations: text } = words.value
  const { language } = locale.value
  const [editing, setEditing] = useState<Annotation | 'new'>()
  const existing = notesWithin(annotations.data.value ?? [], days)
  const single = days.from === days.to
  return (
    <FormDialog
      title={text.title(single ? dayText(days.from, language) : rangeText(days, language))}
      onClose={onClose}
    >
      {existing.length > 0 && (
        <ul class="plain-list">
          {existing.map((note) => (
            <Note key={note.id} note={note} dated={!single} onEdit={() => setEditing(note)} />
          ))}
        </ul>
      )}
      {mayChange.value && existing.length > 0 && editing === undefined && (
        <Button icon={<Plus size={14} />} onClick={() => setEditing('new')}>
          {text.another}
        </Button>
      )}
      {mayChange.value && (existing.length === 0 || editing !== undefined) && (
        <NoteForm
          key={isNote(editing) ? editing.id : ''}
          note={isNote(editing) ? editing : undefined}
          days={days}
          onDone={onClose}
        />
      )}
    </FormDialog>
  )
}

function isNote(editing: Annotation | 'new' | undefined): editing is Annotation {
  return editing !== undefined && editing !== 'new'
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
      run: (domain) => removeThing(domain, 'annotations', id),
      undo: (domain) => addThing(domain, 'annotations', { day, to, text, color }),
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
          <Button
            kind="ghost"
            size="small"
            icon={<Pencil size={14} />}
            label={actions.edit}
            onClick={onEdit}
          />
          <Button
            kind="ghost"
            size="small"
            icon={<Trash2 size={14} />}
            label={actions.remove}
            onClick={remove}
          />
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
  const [to, setTo] = useState(note?.to ?? '')
  const [color, setColor] = useState<(typeof COLORS)[number]>(note?.color ?? 'none')
  const saving = useSave({ fields: ['text', 'day', 'to', 'color'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = {
      ...{ day, text: said, to: to === '' || to === day ? null : to },
      color: color === 'none' ? null : color,
    }
    const domain = siteHere()
    const store = () =>
      note
        ? replaceThing(domain, 'annotations', note.id, input)
        : addThing(domain, 'annotations', input)
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
      <div class="form-pair">
        <TextField
          type="date"
          label={text.day}
          value={day}
          problem={saving.about('day')}
          required
          onValue={setDay}
        />
        <TextField
          type="date"
          label={text.to}
          value={to}
          min={day}
          problem={saving.about('to')}
          onValue={setTo}
        />
      </div>
      <SelectField
        label={text.color}
        value={color}
        choices={COLORS.map((value) => ({ value, name: text.colors[value] }))}
        onValue={setColor}
      />
      <SaveBar saving={saving} />
    </form>
  )
}
