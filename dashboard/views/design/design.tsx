import { Page } from '../../blocks/page/page.tsx'
import { ControlSamples } from './control-samples.tsx'
import { DataSamples } from './data-samples.tsx'
import { Sample } from './sample.tsx'
import { StateSamples } from './state-samples.tsx'

const COLOURS = [
  'canvas',
  'surface',
  'raised',
  'sunken',
  'line',
  'line-strong',
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'accent-soft',
  'bar',
  'good',
  'bad',
  'warn',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
]
const SIZES = ['xs', 'sm', 'md', 'lg', 'xl', '2xl']

/** Every part in every state, for whoever works on them. Not reachable but on the machine itself. */
export function Design() {
  return (
    <main class="main">
      <Page title="Design">
        <div class="stack">
          <Sample title="Colours">
            {COLOURS.map((name) => (
              <figure key={name} class="swatch">
                <i style={{ background: `var(--${name})` }} />
                <figcaption>{name}</figcaption>
              </figure>
            ))}
          </Sample>
          <Sample title="Type">
            {SIZES.map((size) => (
              <span key={size} style={{ fontSize: `var(--text-${size})` }}>
                {size} 1,234,567 数据
              </span>
            ))}
          </Sample>
          <ControlSamples />
          <DataSamples />
          <StateSamples />
        </div>
      </Page>
    </main>
  )
}
