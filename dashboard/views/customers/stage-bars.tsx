import { shareNote } from '../../blocks/tables/share-of.tsx'
import { StairBar } from '../../charts/stair-bar.tsx'
import { full } from '../../format.ts'
import { chosenStage, reachOf, type Stage } from '../../models/stages.ts'
import { locale, showOptions } from '../../models/view.ts'
import { stageWords } from '../../texts/stages.ts'
import { lasting, rate } from './stage-words.ts'

/** A bar of people a stage, and between two which share goes on and how long that takes. */
export function StageBars({ stages }: { stages: readonly Stage[] }) {
  const text = stageWords.value
  const shares = reachOf(stages)
  const chosen = chosenStage.value?.goal
  return (
    <ol class="stairs stage-bars" aria-label={text.bars}>
      {stages.map((stage, place) => {
        const before = stages[place - 1]
        const share = shares[place] ?? 0
        return (
          <li key={stage.goal}>
            <StairBar
              name={stage.goal}
              value={full('count', stage.people, locale.value)}
              note={before && text.ofFirst(rate(share))}
              share={share}
              opens={{
                isOpen: stage.goal === chosen,
                onPress: () =>
                  showOptions({
                    stage: stage.goal === chosen ? undefined : stage.goal,
                    who: undefined,
                  }),
              }}
            />
            {before && <Between stage={stage} before={before} />}
          </li>
        )
      })}
    </ol>
  )
}

function Between({ stage, before }: { stage: Stage; before: Stage }) {
  const text = stageWords.value
  if (stage.people === 0) return <p class="stair-rate">{text.nobodyGoes}</p>
  return (
    <div class="stair-rate" title={shareNote(stage.people, before.people)}>
      <p>
        <b>{text.goOn(rate(stage.from_previous))}</b> {text.after(lasting(stage.median_days))}
      </p>
      {stage.interval && (
        <p class="stair-now">{text.between(rate(stage.interval[0]), rate(stage.interval[1]))}</p>
      )}
    </div>
  )
}
