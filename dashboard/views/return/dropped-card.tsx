import { X } from 'lucide-preact'
import { attempt } from '../../blocks/forms/undo.ts'
import { brief, count } from '../../format.ts'
import {
  type DroppedFile,
  dropFile,
  type FileState,
  isNewest,
  storeFile,
  undoFile,
} from '../../models/spend-files.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { spendWords } from '../../texts/spend.ts'
import { words } from '../../texts/texts.ts'
import { sums } from './amounts.ts'
import { FilePreview } from './file-preview.tsx'
import { FileQuestions } from './file-questions.tsx'

/** A file that was given to the page, from its first look to what became of it. */
export function DroppedCard({ dropped }: { dropped: DroppedFile }) {
  const text = spendWords.value
  const { name } = dropped.file
  return (
    <Card
      title={name}
      tools={
        <Button
          kind="ghost"
          size="small"
          icon={<X size={16} />}
          label={text.leave(name)}
          onClick={() => dropFile(dropped)}
        />
      }
    >
      <div class="stack dropped">
        <Progress dropped={dropped} />
        <State dropped={dropped} state={dropped.state.value} />
      </div>
    </Card>
  )
}

/** How much of it has left; once all has, it is being read. */
function Progress({ dropped }: { dropped: DroppedFile }) {
  const text = spendWords.value
  const share = dropped.share.value
  if (share === undefined) return null
  const label = share < 1 ? text.sending(brief('rate', share, locale.value)) : text.reading
  return (
    <div class="progress" role="status">
      <progress aria-label={label} {...(share < 1 ? { value: share } : {})} />
      <span>{label}</span>
    </div>
  )
}

function State({ dropped, state }: { dropped: DroppedFile; state: FileState }) {
  const text = spendWords.value
  if (state.step === 'waiting')
    return dropped.share.value === undefined ? <p>{text.waiting}</p> : null
  if (state.step === 'unsent') return <Notice tone="bad">{text.unsent[state.why]}</Notice>
  if (state.step === 'refused') return <FileQuestions dropped={dropped} problem={state.problem} />
  if (state.step === 'seen') {
    return (
      <FilePreview
        dropped={dropped}
        answer={state.answer}
        problem={state.problem}
        onStore={() => void storeFile(dropped)}
      />
    )
  }
  if (state.step === 'undone') return <Notice tone="good">{text.undone}</Notice>
  return <Stored dropped={dropped} state={state} />
}

interface StoredProps {
  dropped: DroppedFile
  state: Extract<FileState, { step: 'stored' }>
}

function Stored({ dropped, state }: StoredProps) {
  const { actions } = words.value
  const spend = spendWords.value
  const { answer } = state
  return (
    <Notice
      tone="good"
      action={
        <Button
          size="small"
          disabled={!isNewest(state)}
          aria-label={`${actions.undo}: ${dropped.file.name}`}
          onClick={() => void attempt(() => undoFile(dropped))}
        >
          {actions.undo}
        </Button>
      }
    >
      {spend.stored(count(answer.row_count ?? answer.stored, locale.value), sums(answer.totals))}
    </Notice>
  )
}
