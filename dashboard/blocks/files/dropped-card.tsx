import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { Problem } from '../../api.ts'
import { brief } from '../../format.ts'
import type { Dropped, DroppedFiles, FileState } from '../../models/dropped-files.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { fileWords } from '../../texts/files.ts'
import { words } from '../../texts/texts.ts'
import { attempt } from '../forms/undo.ts'

interface DroppedCardProps<Manner extends object, Answer> {
  among: DroppedFiles<Manner, Answer>
  dropped: Dropped<Manner, Answer>
  /** Why it cannot be read, and what would help. */
  refused: (problem: Problem) => ComponentChildren
  /** What it is, as it would be stored; `problem`: what kept it from that. */
  seen: (answer: Answer, problem: Problem | undefined) => ComponentChildren
  stored: (answer: Answer) => string
  undone: string
}

/** A file that was given to the page, from its first look to what became of it. */
export function DroppedCard<Manner extends object, Answer>(
  props: DroppedCardProps<Manner, Answer>,
) {
  const { among, dropped } = props
  const { name } = dropped.file
  return (
    <Card
      title={name}
      tools={
        <Button
          kind="ghost"
          size="small"
          icon={<X size={16} />}
          label={fileWords.value.leave(name)}
          onClick={() => among.drop(dropped)}
        />
      }
    >
      <div class="stack dropped">
        <Progress share={dropped.share.value} />
        <State {...props} state={dropped.state.value} />
      </div>
    </Card>
  )
}

/** How much of it has left; once all has, it is being read. */
function Progress({ share }: { share: number | undefined }) {
  const text = fileWords.value
  if (share === undefined) return null
  const label = share < 1 ? text.sending(brief('rate', share, locale.value)) : text.reading
  return (
    <div class="progress" role="status">
      <progress aria-label={label} {...(share < 1 ? { value: share } : {})} />
      <span>{label}</span>
    </div>
  )
}

interface StateProps<Manner extends object, Answer> extends DroppedCardProps<Manner, Answer> {
  state: FileState<Answer>
}

function State<Manner extends object, Answer>(props: StateProps<Manner, Answer>) {
  const text = fileWords.value
  const { state, dropped, refused, seen, undone } = props
  if (state.step === 'waiting')
    return dropped.share.value === undefined ? <p>{text.waiting}</p> : null
  if (state.step === 'unsent') return <Notice tone="bad">{text.unsent[state.why]}</Notice>
  if (state.step === 'refused') return <>{refused(state.problem)}</>
  if (state.step === 'seen') return <>{seen(state.answer, state.problem)}</>
  if (state.step === 'undone') return <Notice tone="good">{undone}</Notice>
  return <Stored {...props} state={state} />
}

interface StoredProps<Manner extends object, Answer> extends DroppedCardProps<Manner, Answer> {
  state: Extract<FileState<Answer>, { step: 'stored' }>
}

function Stored<Manner extends object, Answer>(props: StoredProps<Manner, Answer>) {
  const { actions } = words.value
  const { among, dropped, state, stored } = props
  return (
    <Notice
      tone="good"
      action={
        <Button
          size="small"
          disabled={!among.isNewest(state)}
          aria-label={`${actions.undo}: ${dropped.file.name}`}
          onClick={() => void attempt(() => among.undo(dropped))}
        >
          {actions.undo}
        </Button>
      }
    >
      {stored(state.answer)}
    </Notice>
  )
}
