import type { Problem } from '../../api.ts'
import { ColumnsRead } from '../../blocks/files/columns-read.tsx'
import { FileFact } from '../../blocks/files/file-fact.tsx'
import { MappingFields } from '../../blocks/files/mapping-fields.tsx'
import { ReadAgainFirst } from '../../blocks/files/read-again-first.tsx'
import { RefusedLines } from '../../blocks/files/refused-lines.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { count, full } from '../../format.ts'
import { hasUnread } from '../../models/dropped-files.ts'
import {
  type Field,
  type SubscriptionFile,
  type SubscriptionFileAnswer,
  type SubscriptionManner,
  subscriptionFiles,
} from '../../models/subscription-files.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { fileWords } from '../../texts/files.ts'
import { subscriptionWords } from '../../texts/subscription-files.ts'
import { FirstLines } from './first-lines.tsx'
import { namesOf, subscriptionText } from './subscription-text.ts'

interface SubscriptionPreviewProps {
  dropped: SubscriptionFile
  answer: SubscriptionFileAnswer
  /** What kept it from being stored. */
  problem: Problem | undefined
}

/** What a file tells that is new, as it would be stored, and what of it would not. */
export function SubscriptionPreview({ dropped, answer, problem }: SubscriptionPreviewProps) {
  const text = subscriptionWords.value
  const skipped = dropped.manner.value.skip_bad === true
  const isRefused = answer.rejected.length > 0 && !skipped
  const isBusy = dropped.share.value !== undefined
  const say = (reason: string) => subscriptionText(reason, text)
  return (
    <>
      <Facts answer={answer} />
      {answer.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {say(warning)}
        </Notice>
      ))}
      <RefusedLines
        lines={answer.rejected}
        say={say}
        skipped={skipped}
        onSkip={(skip_bad) => void subscriptionFiles.lookAgain(dropped, { skip_bad })}
      />
      <FirstLines answer={answer} />
      <ColumnsRead columns={answer.columns} ignored={answer.ignored} fields={namesOf(text)} />
      <details class="differently">
        <summary>{fileWords.value.differently}</summary>
        <MannerForm dropped={dropped} answer={answer} />
      </details>
      {problem && <Notice tone="bad">{say(problemWords(problem))}</Notice>}
      {answer.changed === 0 && <p class="drill-note">{text.nothingNew}</p>}
      <ReadAgainFirst dropped={dropped} />
      <div class="form-foot">
        <Button
          kind="primary"
          disabled={isRefused || isBusy || answer.changed === 0 || hasUnread(dropped)}
          onClick={() => void subscriptionFiles.store(dropped)}
        >
          {text.take}
        </Button>
      </div>
    </>
  )
}

/** Those that a file of its kind has. */
function fieldsOf({ kind }: SubscriptionFileAnswer): Readonly<Partial<Record<Field, string>>> {
  const { fields, invoiceFields } = subscriptionWords.value
  return kind === 'invoices' ? invoiceFields : fields
}

/** `2 drafts, 1 void`: why some tell nothing. */
function leftOutOf({ left_out }: SubscriptionFileAnswer): string {
  const { leftOutAs } = subscriptionWords.value
  return left_out
    .map(({ reason, invoices }) => `${full('count', invoices, locale.value)} ${leftOutAs[reason]}`)
    .join(', ')
}

function Facts({ answer }: { answer: SubscriptionFileAnswer }) {
  const text = subscriptionWords.value
  const { subscriptions, new: fresh, changed, events, customers, not_begun } = answer
  const number = (value: number) => full('count', value, locale.value)
  return (
    <dl class="file-facts">
      {answer.invoices !== null && (
        <FileFact name={text.invoices}>{number(answer.invoices)}</FileFact>
      )}
      <FileFact name={text.subscriptions}>{number(subscriptions)}</FileFact>
      <FileFact name={text.newOnes}>{number(fresh)}</FileFact>
      <FileFact name={text.changedOnes}>{number(changed - fresh)}</FileFact>
      <FileFact name={text.changes}>{number(events)}</FileFact>
      <FileFact name={text.customers}>
        {text.knownOf(number(customers.known), count(customers.named, locale.value))}
      </FileFact>
      {answer.left_out.length > 0 && <FileFact name={text.leftOut}>{leftOutOf(answer)}</FileFact>}
      {not_begun > 0 && <FileFact name={text.notBegun}>{number(not_begun)}</FileFact>}
    </dl>
  )
}

interface MannerFormProps {
  dropped: SubscriptionFile
  answer: SubscriptionFileAnswer
}

/** All that can be said of how a file is to be read. */
function MannerForm({ dropped, answer }: MannerFormProps) {
  const { columns, ignored } = answer
  const text = subscriptionWords.value
  const manner = { ...dropped.manner.value, ...dropped.unread.value }
  const change = (more: SubscriptionManner) => subscriptionFiles.choose(dropped, more)
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void subscriptionFiles.lookAgain(dropped, {})
      }}
    >
      <div class="manner-fields">
        <SelectField<'account' | 'user'>
          label={text.as}
          value={manner.as ?? 'account'}
          choices={[
            { value: 'account', name: text.accounts },
            { value: 'user', name: text.users },
          ]}
          onValue={(as) => change({ as })}
        />
      </div>
      <MappingFields
        fields={fieldsOf(answer)}
        columns={[...new Set([...Object.values(columns), ...ignored])]}
        mapping={manner.mapping ?? columns}
        onMapping={(mapping) => change({ mapping })}
      />
      <div>
        <Button type="submit" size="small">
          {fileWords.value.again}
        </Button>
      </div>
    </form>
  )
}
