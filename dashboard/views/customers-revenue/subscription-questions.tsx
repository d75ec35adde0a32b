import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { MappingFields } from '../../blocks/files/mapping-fields.tsx'
import { LineList } from '../../blocks/files/refused-lines.tsx'
import { questionsOf } from '../../models/spend-questions.ts'
import {
  type SubscriptionFile,
  type SubscriptionManner,
  subscriptionFiles,
} from '../../models/subscription-files.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { fileWords } from '../../texts/files.ts'
import { subscriptionWords } from '../../texts/subscription-files.ts'
import { missingFields, namesOf, subscriptionText } from './subscription-text.ts'

interface SubscriptionQuestionsProps {
  dropped: SubscriptionFile
  problem: Problem
}

/** Why a file cannot be read, and which of its columns would help. */
export function SubscriptionQuestions({ dropped, problem }: SubscriptionQuestionsProps) {
  const { lines, columns } = questionsOf(problem.details)
  const isAsked = columns.length > 0
  return (
    <>
      <Notice tone={isAsked ? 'warn' : 'bad'}>
        {subscriptionText(problemWords(problem), subscriptionWords.value)}
      </Notice>
      <LineList lines={lines} say={(reason) => subscriptionText(reason, subscriptionWords.value)} />
      {isAsked ? (
        <Mapping key={problem.message} {...{ dropped, problem, columns }} />
      ) : (
        <div>
          <Button size="small" onClick={() => void subscriptionFiles.lookAgain(dropped, {})}>
            {fileWords.value.again}
          </Button>
        </div>
      )}
    </>
  )
}

type Mapped = NonNullable<SubscriptionManner['mapping']>

/** A field for each that is missing; what was said before of others stays said. */
function Mapping(props: SubscriptionQuestionsProps & { columns: readonly string[] }) {
  const { dropped, problem, columns } = props
  const fields = namesOf(subscriptionWords.value)
  const [mapping, setMapping] = useState<Mapped>(() => dropped.manner.peek().mapping ?? {})
  const missing = missingFields(problem.message)
  const asked = missing.length > 0 ? missing : (Object.keys(fields) as (keyof typeof fields)[])
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void subscriptionFiles.lookAgain(dropped, { mapping })
      }}
    >
      <MappingFields
        fields={Object.fromEntries(asked.map((field) => [field, fields[field]])) as typeof fields}
        columns={columns}
        mapping={mapping}
        onMapping={setMapping}
      />
      <div>
        <Button kind="primary" type="submit">
          {fileWords.value.again}
        </Button>
      </div>
    </form>
  )
}
