import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { CURRENCIES, currencies } from '../../blocks/forms/choices.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { full } from '../../format.ts'
import { type DroppedFile, lookAgain, type Manner } from '../../models/spend-files.ts'
import { asksFor, type Questions, questionsOf } from '../../models/spend-questions.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { spendText } from '../../spend-refusals.ts'
import { spendWords } from '../../texts/spend.ts'
import { spendSaidWords } from '../../texts/spend-said.ts'
import { MappingFields, SenderFields } from './file-manner.tsx'

interface FileQuestionsProps {
  dropped: DroppedFile
  problem: Problem
}

/** Why a file cannot be read, and what would help. */
export function FileQuestions({ dropped, problem }: FileQuestionsProps) {
  const text = spendWords.value
  const questions = questionsOf(problem.details)
  const isAsked = asksFor(questions)
  return (
    <>
      <Notice tone={isAsked ? 'warn' : 'bad'}>
        {spendText(problemWords(problem), spendSaidWords.value)}
      </Notice>
      {questions.lines.length > 0 && (
        <ul class="refused-lines">
          {questions.lines.slice(0, 10).map(({ line, reason }) => (
            <li key={line}>
              {text.line(
                full('count', line, locale.value),
                spendText(reason, spendSaidWords.value),
              )}
            </li>
          ))}
        </ul>
      )}
      {isAsked ? (
        <Answers key={problem.message} dropped={dropped} questions={questions} />
      ) : (
        <div>
          <Button size="small" onClick={() => void lookAgain(dropped, {})}>
            {text.again}
          </Button>
        </div>
      )}
    </>
  )
}

/** A field for each question; what was said before of others stays said. */
function Answers({ dropped, questions }: { dropped: DroppedFile; questions: Questions }) {
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
        void lookAgain(dropped, said)
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
          {text.again}
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
