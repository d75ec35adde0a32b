import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { MappingFields } from '../../blocks/files/mapping-fields.tsx'
import { LineList } from '../../blocks/files/refused-lines.tsx'
import { CURRENCIES, currencies } from '../../blocks/forms/choices.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { type Manner, type SpendFile, spendFiles } from '../../models/spend-files.ts'
import { asksFor, type Questions, questionsOf } from '../../models/spend-questions.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { spendText } from '../../spend-refusals.ts'
import { fileWords } from '../../texts/files.ts'
import { spendWords } from '../../texts/spend.ts'
import { spendSaidWords } from '../../texts/spend-said.ts'
import { SenderFields } from './file-manner.tsx'

interface FileQuestionsProps {
  dropped: SpendFile
  problem: Problem
}

/** Why a file cannot be read, and what would help. */
export function FileQuestions({ dropped, problem }: FileQuestionsProps) {
  const questions = questionsOf(problem.details)
  const isAsked = asksFor(questions)
  return (
    <>
      <Notice tone={isAsked ? 'warn' : 'bad'}>
        {spendText(problemWords(problem), spendSaidWords.value)}
      </Notice>
      <LineList lines={questions.lines} say={(reason) => spendText(reason, spendSaidWords.value)} />
      {isAsked ? (
        <Answers key={problem.message} dropped={dropped} questions={questions} />
      ) : (
        <div>
          <Button size="small" onClick={() => void spendFiles.lookAgain(dropped, {})}>
            {fileWords.value.again}
          </Button>
        </div>
      )}
    </>
  )
}

/** A field for each question; what was said before of others stays said. */
function Answers({ dropped, questions }: { dropped: SpendFile; questions: Questions }) {
  const text = spendWords.value
  const [said, setSaid] = useState<Manner>(() => firstGuess(dropped.manner.peek(), questions))
  const change = (more: Manner) => setSaid({ ...said, ...more })
  const { orders, currency, source, columns } = questions
  const isMapped = columns.length > 0
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void spendFiles.lookAgain(dropped, said)
      }}
    >
      {orders.length > 0 && (
        <SelectField
          label={text.whichOrder}
          value={said.date_order ?? ''}
          choices={orders.map(({ order, days }) => ({
            value: order,
            name: `${spelled(text.dateOrders, order)}: ${days.replace(' to ', ' – ')}`,
          }))}
          onValue={(date_order) => change({ date_order })}
        />
      )}
      {currency && (
        <SelectField
          label={currency.sign ? text.whichCurrency(currency.sign) : text.currency}
          value={said.currency ?? ''}
          choices={currencies([...new Set([...currency.likely, ...CURRENCIES])])}
          onValue={(code) => change({ currency: code })}
        />
      )}
      {isMapped && (
        <MappingFields
          fields={text.fields}
          columns={columns}
          mapping={said.mapping ?? {}}
          onMapping={(mapping) => change({ mapping })}
        />
      )}
      {(source || isMapped) && (
        <fieldset class="mapping">
          <legend>{text.whichSource}</legend>
          <div class="manner-fields">
            <SenderFields manner={said} onChange={change} required={source} />
          </div>
        </fieldset>
      )}
      <div>
        <Button kind="primary" type="submit">
          {fileWords.value.again}
        </Button>
      </div>
    </form>
  )
}

/** What the selects show before somebody chooses. */
function firstGuess(manner: Manner, { orders, currency }: Questions): Manner {
  const [order] = orders
  const code = currency && (currency.likely[0] ?? CURRENCIES[0])
  return {
    ...manner,
    ...(order && { date_order: order.order }),
    ...(code && { currency: code }),
  }
}
