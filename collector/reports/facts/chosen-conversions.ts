import { type RawBuilder, sql } from 'kysely'
import type { Goal } from '../../settings/goals.ts'
import { unionAll } from '../question/chains.ts'
import { areCounted, fitsGoal, isConversion, isPaying, namesOfGoals } from '../question/filters.ts'
import { IS_REFUND } from '../question/own-events.ts'
import { contextFor, eventsIn, type Question, spanOf } from '../question/question.ts'

/**
 * The events that count for the goals, `select visit, seq, goal`: its conversions, those of goals that count once cut to
 * their first before any filter chooses among them, and every refund. Of purchases of 10, 20 and −20 in one visit a goal
 * that counts once a visit has one conversion and 10 − 20 = −10.
 */
export function chosenEvents(goals: readonly Goal[], question: Question): RawBuilder<unknown> {
  return unionAll(goals.flatMap((goal, i) => selectsFor(goal, sql.lit(i), question)))
}

function selectsFor(
  goal: Goal,
  index: RawBuilder<unknown>,
  question: Question,
): RawBuilder<unknown>[] {
  if (goal.count === 'every' || !isPaying(goal)) return [CHOOSE[goal.count](goal, index, question)]
  const refunds = sql`${CHOOSE.every(goal, index, question)} and ${IS_REFUND}`
  return [CHOOSE[goal.count](goal, index, question), refunds]
}

type Choose = (goal: Goal, index: RawBuilder<unknown>, question: Question) => RawBuilder<unknown>

const CHOOSE = {
  every: (goal, index, question) => {
    const fits = fitsGoal(goal, contextFor(question, 'event'))
    return sql`select e.visit as visit, e.seq as seq, ${index} as goal
      ${eventsFor(question, [goal])} and ${fits}`
  },
  /** The first of the visit, even when it lies before the period: days then add up to their month. */
  visit: (goal, index, question) => {
    const { dialect } = question.reader
    const visits = question.visits ?? dialect.visitsAndLoneTouching(question.site, spanOf(question))
    // Visits without events, as most are, have no conversion either.
    const possible = areCounted([goal]) ? sql`${visits} and v.events > 0` : visits
    const events = dialect.eventsOf(possible, { from: 0, to: spanOf(question).to })
    return firstOf(sql`e.visit`, converting(goal, events, question), index, question)
  },
  person: (goal, index, question) =>
    firstOf(
      sql`v.person`,
      converting(goal, eventsFor(question, [goal]), question),
      index,
      question,
    ),
} satisfies Record<Goal['count'], Choose>

/** The events of the period that the goals may be about. */
export function eventsFor(question: Question, goals: readonly Goal[]): RawBuilder<unknown> {
  return eventsIn(question, namesOfGoals(goals))
}

function converting(goal: Goal, events: RawBuilder<unknown>, question: Question) {
  return sql`${events} and ${isConversion(goal, contextFor(question, 'event'))}`
}

function firstOf(
  whom: RawBuilder<unknown>,
  events: RawBuilder<unknown>,
  index: RawBuilder<unknown>,
  { reader }: Question,
): RawBuilder<unknown> {
  return sql`select visit, seq, goal from (select e.visit as visit, e.seq as seq, ${index} as goal,
    row_number() over (partition by ${whom} order by ${reader.dialect.inTimeOrder}) as nth ${events})
    where nth = 1`
}
