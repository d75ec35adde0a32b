import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { type Joined, joinable, NO_ALIASES, proposed, withJoined } from '../../models/join-draft.ts'
import { namesOf } from '../../models/landings.ts'
import { reportQuestion } from '../../models/report.ts'
import { changeSheet, takeBackSheet } from '../../models/site-rules.ts'
import { followChange } from '../../models/spend-files.ts'
import { landingsQuestion } from '../../models/to-fix.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { spendWords } from '../../texts/spend.ts'
import { words } from '../../texts/texts.ts'
import { money } from './amounts.ts'
import type { SpendReport } from './spend-tab.tsx'
import type { UnmatchedSpend } from './unmatched.tsx'

interface JoinDialogProps {
  row: UnmatchedSpend
  onClose: () => void
}

/** Gives spend the name that visits have, after a look at how much of it they are then found by. */
export function JoinDialog({ row, onClose }: JoinDialogProps) {
  const { actions } = words.value
  const text = spendWords.value
  const draft = useSignal<readonly Joined[]>(proposed(row))
  const isWhole = draft.value.every(({ means }) => means.trim() !== '')
  const submit = async (event: Event) => {
    event.preventDefault()
    const joined = draft.value
    onClose()
    await undoable({
      said: text.joined,
      run: (domain) => changeSheet(domain, 'aliases', (all) => withJoined(all, joined)),
      undo: takeBackSheet,
      after: followChange,
    })
  }
  return (
    <FormDialog title={text.joinTitle} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p>{text.joinIntro}</p>
        {row.near === null && <KindField row={row} draft={draft} />}
        {draft.value.map((_, i) => (
          <NameFields key={i} draft={draft} place={i} />
        ))}
        <Effect draft={draft} />
        <div class="form-foot">
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button kind="primary" type="submit" disabled={!isWhole}>
            {text.join}
          </Button>
        </div>
      </form>
    </FormDialog>
  )
}

type Draft = Signal<readonly Joined[]>

/** Where nothing is near: which of its names is to be another. */
function KindField({ row, draft }: { row: UnmatchedSpend; draft: Draft }) {
  const text = spendWords.value
  const choices = joinable(row)
  return (
    <SelectField
      label={text.alias}
      value={draft.value[0]?.kind ?? 'source'}
      choices={choices.map(({ kind, spelling }) => ({
        value: kind,
        name: `${text.aliasKinds[kind]}: ${spelling}`,
      }))}
      onValue={(kind) => {
        draft.value = choices.filter((one) => one.kind === kind)
      }}
    />
  )
}

function NameFields({ draft, place }: { draft: Draft; place: number }) {
  const text = spendWords.value
  const list = useOwnId()
  const landings = useResource(() =>
    landingsQuestion({ period: aloneRequest.value.period, filters: [] }),
  )
  const one = draft.value[place]
  if (!one) return null
  const kind = text.aliasKinds[one.kind]
  const names = namesOf(landings.data.value ?? [], one.kind)
  return (
    <div class="form-pair">
      <TextField label={text.spendName(kind)} value={one.spelling} readOnly onValue={() => {}} />
      <div>
        <TextField
          label={text.visitName(kind)}
          required
          data-first
          maxLength={200}
          list={list}
          autocapitalize="none"
          spellcheck={false}
          value={one.means}
          onValue={(means) => {
            draft.value = draft.value.map((each, i) => (i === place ? { ...each, means } : each))
          }}
        />
        <datalist id={list}>
          {names.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </div>
  )
}

/** As long as a pause between two words. */
const TYPED_MS = 400

/** How much cost finds visits, as it is and with what is typed, once one pauses. */
function Effect({ draft }: { draft: Draft }) {
  const text = spendWords.value
  const settled = useSignal(draft.value)
  useEffect(() => {
    const timer = setTimeout(() => {
      settled.value = draft.value
    }, TYPED_MS)
    return () => clearTimeout(timer)
  }, [draft.value])
  const { period } = aloneRequest.value
  const now = useResource<SpendReport>(() => reportQuestion('spend', { period }))
  const then = useResource<SpendReport>(() => {
    if (settled.value.some(({ means }) => means.trim() === '')) return undefined
    const aliases = withJoined(NO_ALIASES, settled.value)
    return reportQuestion('spend', { period, aliases })
  })
  if (draft.value.some(({ means }) => means.trim() === '')) return null
  const before = now.data.value?.matched
  return (
    <section class="fix-preview" aria-label={text.effect} aria-live="polite">
      <Answered of={then} meanwhile={<Skeleton height="1.25rem" />}>
        {({ matched }) => (
          <b>{before === undefined ? '' : text.effectOf(money(before), money(matched))}</b>
        )}
      </Answered>
    </section>
  )
}
