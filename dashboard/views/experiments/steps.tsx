import { useState } from 'preact/hooks'
import type { Problem } from '../../api.ts'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { go } from '../../models/address.ts'
import {
  askAgain,
  definitionOf,
  type Experiment,
  type Step,
  takeStep,
} from '../../models/experiments.ts'
import { previewAddress } from '../../models/preview-address.ts'
import { isHere, mayChange, siteHere } from '../../models/sites.ts'
import { removeThing, replaceThing } from '../../models/things.ts'
import { linkTo } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { toast } from '../../parts/toast.tsx'
import { problemWords } from '../../refusals.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { experimentText } from './refusals.ts'
import type { Answer } from './verdict-words.ts'

interface StepsProps {
  experiment: Experiment
  answer: Answer | undefined
}

type Asking = { step: 'stop'; ship?: string } | { step: 'remove' }

/** What may be done with it now, the advice first. */
export function Steps({ experiment, answer }: StepsProps) {
  const { actions } = experimentWords.value
  const { key, status, archived } = experiment
  const [asking, setAsking] = useState<Asking>()
  const [refused, setRefused] = useState<Problem>()
  const take = async (step: Step, body: object = {}) =>
    setRefused(await failureOf(() => takeStep(key, step, body)))
  if (!mayChange.value) return null
  const edit = (how: string) => linkTo('experiments', { options: { experiment: key, edit: how } })
  return (
    <div class="experiment-head-tools">
      {status !== 'running' && !archived && (
        <Button size="small" kind="primary" onClick={() => void take('start')}>
          {actions.start}
        </Button>
      )}
      {status === 'running' && (
        <Button size="small" onClick={() => void take('pause')}>
          {actions.pause}
        </Button>
      )}
      {(status === 'running' || status === 'paused') && (
        <Endings answer={answer} onAsk={setAsking} />
      )}
      <a class="button" data-kind="ghost" data-size="small" href={edit('edit')}>
        {actions.edit}
      </a>
      <a class="button" data-kind="ghost" data-size="small" href={edit('copy')}>
        {actions.copy}
      </a>
      <Previews experiment={experiment} />
      {status !== 'running' && (
        <>
          <Button size="small" kind="ghost" onClick={() => void putAway(experiment)}>
            {archived ? actions.restore : actions.archive}
          </Button>
          <Button size="small" kind="ghost" onClick={() => setAsking({ step: 'remove' })}>
            {actions.remove}
          </Button>
        </>
      )}
      {asking && (
        <Asked
          asking={asking}
          experiment={experiment}
          onStop={(ship) => void take('stop', ship === undefined ? {} : { ship })}
          onClose={() => setAsking(undefined)}
        />
      )}
      {refused && <Notice tone="bad">{experimentText(problemWords(refused))}</Notice>}
    </div>
  )
}

/** How it may end, the advice as the button that stands out. */
function Endings({
  answer,
  onAsk,
}: Pick<StepsProps, 'answer'> & { onAsk: (asking: Asking) => void }) {
  const { actions } = experimentWords.value
  const advised = answer?.verdict.word === 'ship' ? answer.verdict.variant : null
  const forControl = isForControl(answer)
  return (
    <>
      {advised !== null && (
        <Button size="small" kind="primary" onClick={() => onAsk({ step: 'stop', ship: advised })}>
          {actions.ship(advised)}
        </Button>
      )}
      <Button
        size="small"
        kind={forControl ? 'primary' : 'plain'}
        onClick={() => onAsk({ step: 'stop' })}
      >
        {forControl ? actions.keep : actions.stop}
      </Button>
    </>
  )
}

/** Whether it says to go on with what there was. */
function isForControl(answer: Answer | undefined): boolean {
  const word = answer?.verdict.word
  return word === 'roll back' || (word === 'no difference worth having' && !answer?.same)
}

/** Each variant as a visitor would see it, counted nowhere. */
function Previews({ experiment: { key, variants, target } }: { experiment: Experiment }) {
  const { actions } = experimentWords.value
  return variants.slice(1).map((variant) => (
    <a
      key={variant.key}
      class="button"
      data-kind="ghost"
      data-size="small"
      target="_blank"
      rel="noreferrer"
      href={previewAddress(target.urls, `${key}:${variant.key}`)}
    >
      {actions.preview(variant.key)}
    </a>
  ))
}

interface AskedProps {
  asking: Asking
  experiment: Experiment
  onStop: (ship: string | undefined) => void
  onClose: () => void
}

function Asked({ asking, experiment: { key, name }, onStop, onClose }: AskedProps) {
  const { confirm, actions } = experimentWords.value
  if (asking.step === 'remove') {
    return (
      <Confirm
        title={confirm.remove(name)}
        label={actions.remove}
        onClose={onClose}
        onConfirm={() => void removed(key)}
      >
        {confirm.removeHint}
      </Confirm>
    )
  }
  const { ship } = asking
  return (
    <Confirm
      title={ship === undefined ? confirm.stop : confirm.ship(ship)}
      label={ship === undefined ? actions.stop : actions.ship(ship)}
      onClose={onClose}
      onConfirm={() => onStop(ship)}
    >
      {ship === undefined ? confirm.stopHint : confirm.shipHint}
    </Confirm>
  )
}

async function putAway(experiment: Experiment): Promise<void> {
  const changed = { ...definitionOf(experiment), archived: !experiment.archived }
  const failure = await failureOf(() =>
    replaceThing(siteHere(), 'experiments', experiment.key, changed),
  )
  if (failure) toast(experimentText(problemWords(failure)))
  askAgain()
}

async function removed(key: string): Promise<void> {
  const domain = siteHere()
  const failure = await failureOf(() => removeThing(domain, 'experiments', key))
  if (failure) return toast(problemWords(failure))
  askAgain()
  if (isHere(domain)) go(linkTo('experiments'))
}
