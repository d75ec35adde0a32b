import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { dateTime } from '../../dates.ts'
import { brief, full } from '../../format.ts'
import {
  followImports,
  historyImports,
  type Import,
  stopImport,
  takeBackImport,
} from '../../models/history-imports.ts'
import { mayChange, site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { toast } from '../../parts/toast.tsx'
import { importWords } from '../../texts/imports.ts'
import { words } from '../../texts/texts.ts'
import { sumsInWords } from './import-preview.tsx'

/** The imports, with how far they are, and how to take them back. */
export function ImportList() {
  const text = importWords.value
  const { data, problem } = historyImports
  if (data.value ? data.value.length === 0 : !problem.value) return null
  return (
    <section aria-label={text.taken}>
      <h3>{text.taken}</h3>
      <Answered of={historyImports} meanwhile={null}>
        {(all) => (
          <DataTable
            caption={text.taken}
            rows={all}
            rowKey={({ id }) => id}
            columns={[
              { key: 'file', head: text.file, cell: (one) => <Named of={one} /> },
              { key: 'state', head: text.state, cell: (one) => <State of={one} /> },
              {
                key: 'came',
                head: text.came,
                align: 'end',
                cell: ({ stored }) => full('count', stored, locale.value),
              },
              { key: 'at', head: text.when, cell: whenOf },
              {
                key: 'tools',
                stays: true,
                head: text.tools,
                align: 'end',
                cell: (one) => mayChange.value && <Tools of={one} />,
              },
            ]}
          />
        )}
      </Answered>
    </section>
  )
}

function nameOf({ file }: Import): string {
  return file ?? importWords.value.noName
}

function Named({ of }: { of: Import }) {
  const { formats, span } = importWords.value
  const { format, from, to } = of
  const tool = Object.entries(formats).find(([name]) => name === format)?.[1] ?? format
  return (
    <>
      <bdi dir="auto">{nameOf(of)}</bdi>
      <p class="field-hint">{from && to ? `${tool} · ${span(from, to)}` : tool}</p>
    </>
  )
}

function State({ of: { state, share, rejected, detail } }: { of: Import }) {
  const text = importWords.value
  const refused = sumsInWords(rejected)
  return (
    <>
      {state === 'running' ? (
        <div class="progress" role="status">
          <progress aria-label={text.states.running} value={share} />
          <span>{brief('rate', share, locale.value)}</span>
        </div>
      ) : (
        text.states[state]
      )}
      {detail !== null && <p class="field-hint">{detail}</p>}
      {refused !== '' && <p class="field-hint">{`${text.rejected}: ${refused}`}</p>}
    </>
  )
}

function whenOf({ at }: Import): string {
  return dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
}

function Tools({ of }: { of: Import }) {
  const { actions } = words.value
  const text = importWords.value
  const [asked, setAsked] = useState(false)
  const stop = async () => {
    if (await attempt(() => stopImport(of.id))) toast(text.stopped)
    followImports()
  }
  const undo = async () => {
    if (await attempt(() => takeBackImport(of.id))) toast(text.undone)
    followImports()
  }
  const isRunning = of.state === 'running'
  const label = isRunning ? text.stop : actions.undo
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        aria-label={`${label}: ${nameOf(of)}`}
        onClick={() => (isRunning ? void stop() : setAsked(true))}
      >
        {label}
      </Button>
      {asked && (
        <Confirm
          title={text.undoTitle(nameOf(of))}
          label={actions.undo}
          onConfirm={() => void undo()}
          onClose={() => setAsked(false)}
        >
          {text.undoWarning}
        </Confirm>
      )}
    </>
  )
}
