import { exposureIdOf } from '../../experiments/assignment/exposure.ts'
import { bucket } from '../../experiments/assignment/hash.ts'
import { placeOf } from '../address.ts'
import { matches } from '../glob.ts'
import { json } from '../json.ts'
import type { WireEvent } from '../protocol.ts'
import { on, quiet } from '../quiet.ts'
import { endpoint, isOn } from '../tag.ts'
import { silent, track } from '../track.ts'
import { flush } from '../transport.ts'
import { change, PATIENCE } from './elements.ts'
import type { InlinedExperiment, InlinedVariant, Stretch } from './inlined.ts'
import { arrive, depart, type OpenPage, receive } from './redirects.ts'
import { idOf, kept, ofTab } from './unit.ts'

/** An experiment on this page; its names are shortened when a bundle is made (build.mjs). */
interface Run {
  _experiment: InlinedExperiment
  _variant?: InlinedVariant | undefined
  _changes: ReturnType<typeof change>[]
  /** Experiment, phase and id of who was drawn; empty of nobody. */
  _unit?: string
  /** The unit whose exposure is told. */
  _exposed?: string | undefined
  /** By the page's own code. */
  _asked?: unknown
  /** Could not be shown. */
  _broken?: unknown
}

// Robots get control: https://developers.google.com/search/docs/crawling-indexing/website-testing
const robot = silent || (!isOn('bots') && /bot[/-]|crawl|spider/i.test(navigator.userAgent))

/** `hero:b`, several with commas between; nothing ends it. */
const asked = new URLSearchParams(location.search).get('tributary')
const forced = `,${ofTab('preview', asked && json(asked)) ?? asked},`
/** Who looks at a variant or a draft is exposed to nothing, whatever else runs on the page, and tells no fault. */
const previews = /:/.test(forced)

const landing = REDIRECTS && receive() && placeOf(location)

const runs: Run[] = __EXPERIMENTS__.map((experiment) => ({
  _experiment: experiment,
  _changes: [],
}))

let place: string
let ready: unknown
/** Is this page being left for a variant's? */
let left: unknown

const isIn = ([seed, from, to]: Stretch, id: unknown): boolean => {
  const number = bucket(seed, id as string)
  return from <= number && number < to
}

/** Whom the experiment takes gets the variant that it got before, or that of its bucket. */
const drawn = (run: Run): InlinedVariant | undefined => {
  const [key, phase, unit, seed, gates, , , variants] = run._experiment
  const id = idOf(unit)
  if (!id) return
  run._unit = `${key} ${phase} ${id}`
  const was = kept()?.[run._unit]
  if (was) run._exposed = run._unit
  if (was || gates.every((gate) => isIn(gate, id)))
    return variants.find(([name, from, to]) => (was ? was === name : isIn([seed, from, to], id)))
}

/** The order of the questions is that of `assign` (experiments/assignment). */
const draw = (run: Run): InlinedVariant | undefined => {
  const [key, phase, , , , globs, , variants, , when] = run._experiment
  run._unit = ''
  if (run._broken) return
  const preview = variants.find(([name]) => forced.includes(`,${key}:${name},`))
  if (preview) return preview
  if (matches(globs, place) && (!when || when(0))) return robot || !phase ? variants[0] : drawn(run)
}

const tell = (name: string, { _experiment, _variant }: Run): WireEvent | undefined =>
  track(name, { props: { experiment: _experiment[0], variant: (_variant as InlinedVariant)[0] } })

const expose = (run: Run): WireEvent | undefined => {
  const { _unit: unit, _variant: variant, _experiment } = run
  if (previews || !unit || !variant || run._exposed === unit) return
  run._exposed = unit
  const event = tell('exposure', run)
  if (event) {
    event.id = exposureIdOf(`${unit} ${variant[0]}`)
    kept({ [unit]: variant[0] })
    // At once, as of those who are sent to another page.
    if (REDIRECTS && _experiment[8]) flush(1)
  }
  return event
}

const leave = (run: Run): void => {
  run._changes
    .splice(0)
    .reverse()
    .map(([, undo]) => undo())
}

/** The first element of any variant's, before anything is changed. */
const isSeen = ({ _asked, _experiment }: Run): unknown =>
  _asked || (_experiment[6] && document.querySelector(_experiment[6]))

const showRun = (run: Run): void => {
  try {
    if (ready && isSeen(run)) expose(run)
    run._changes.map(([show]) => show())
  } catch {
    // The page is control without us.
    leave(run)
    previews || tell('experiment_fault', run)
    run._broken = 1
    run._variant = undefined
  }
}

const show = quiet((): void => {
  runs.map(showRun)
  watcher.takeRecords()
})

const watcher = new MutationObserver(show)
watcher.observe(document, {
  attributes: true,
  characterData: true,
  childList: true,
  subtree: true,
})
on('readystatechange', show)
setTimeout(show, PATIENCE)

/** True where the page is left for the variant's. */
const enter = (run: Run, openPage: OpenPage): unknown => {
  const variant = draw(run)
  // The page that one was sent to sends nobody on, and tells only what was handed to it.
  const isAway = REDIRECTS && run._experiment[8] && place === landing
  if (isAway) run._unit = ''
  if (variant !== run._variant) {
    leave(run)
    run._variant = variant
    if (variant) run._changes = variant[3].map(change)
  }
  const address = REDIRECTS && !isAway && !document.prerendering && variant?.[4]
  return address && depart(address, () => expose(run), openPage)
}

/** Draws anew where the page is another, or who looks at it (`anew`). True where it is left for a variant's. */
export const review = quiet((openPage: OpenPage, anew?: unknown): unknown => {
  const here = placeOf(location)
  if (here !== place || anew) {
    place = here
    left = runs.some((run) => enter(run, openPage))
    if (!left) show()
  }
  return left
})

/** From now on what is seen is told. */
export const begin = (): void => {
  if (REDIRECTS) arrive()
  ready = 1
  show()
  // A file of its own, so that only who previews loads it.
  if (previews) import(`${endpoint}.js?preview`)
}

/** What the page's own code asks for; null of who is in none. */
export const variantOf = (key: string): string | null => {
  const run = runs.find(({ _experiment }) => _experiment[0] === key)
  if (run) run._asked = 1
  show()
  return run?._variant?.[0] ?? null
}
