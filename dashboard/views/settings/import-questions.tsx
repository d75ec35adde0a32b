import { MappingFields } from '../../blocks/files/mapping-fields.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import {
  type FormatName,
  type HistoryAnswer,
  type HistoryFile,
  type HistoryManner,
  historyFiles,
} from '../../models/history-imports.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { fileWords } from '../../texts/files.ts'
import { importWords } from '../../texts/imports.ts'

interface ImportQuestionsProps {
  dropped: HistoryFile
  /** Why it cannot be read as it is. */
  said: string | null
  table: HistoryAnswer['table']
}

/** How a file is to be read: whose it is, which website of it, and of any table which column is what. */
export function ImportQuestions({ dropped, said, table }: ImportQuestionsProps) {
  const text = importWords.value
  const manner = { ...dropped.manner.value, ...dropped.unread.value }
  const change = (more: HistoryManner) => historyFiles.choose(dropped, more)
  const { format = '' } = manner
  return (
    <>
      {said !== null && <Notice tone={table === null ? 'bad' : 'warn'}>{said}</Notice>}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          void historyFiles.lookAgain(dropped, {})
        }}
      >
        <div class="manner-fields">
          <SelectField<FormatName | ''>
            label={text.format}
            value={format}
            choices={[
              { value: '', name: text.foundOut },
              ...(Object.keys(text.formats) as FormatName[]).map((value) => ({
                value,
                name: text.formats[value],
              })),
            ]}
            onValue={(whose) => change({ format: whose })}
          />
          {format === 'umami' && (
            <TextField
              label={text.website}
              value={manner.website ?? ''}
              onValue={(website) => change({ website })}
            />
          )}
        </div>
        {table !== null && (
          <MappingFields
            fields={text.fields}
            columns={columnsOf(table)}
            mapping={{ ...table.mapping, ...manner.mapping }}
            onMapping={(mapping) => change({ format: 'csv', mapping: chosen(mapping) })}
          />
        )}
        <div>
          <Button type="submit">{fileWords.value.again}</Button>
        </div>
      </form>
    </>
  )
}

type Table = NonNullable<HistoryAnswer['table']>

/** The file's own, and what is read out of a column of JSON. */
function columnsOf({ columns, mapping }: Table): string[] {
  return [...new Set([...columns, ...Object.values(mapping)])]
}

function chosen(mapping: Readonly<Partial<Record<string, string>>>): Record<string, string> {
  const said = Object.entries(mapping).filter(([, column]) => column !== undefined)
  return Object.fromEntries(said) as Record<string, string>
}
