import { valueName } from '../../names.ts'
import { returnWords } from '../../texts/return.ts'
import { language, words } from '../../texts/texts.ts'
import { LEVELS, levelInView } from './asked.ts'
import { backTo, crumbsTo } from './crumbs.ts'

/** The way from all channels down to the rows in view, each step a link back. */
export function Crumbs() {
  const text = returnWords.value
  const level = levelInView()
  const crumbs = crumbsTo(level)
  const named = words.value.tabs[level]
  const [top] = crumbs
  return (
    <nav class="crumbs" aria-label={text.way}>
      <ol>
        {top && (
          <li>
            <a class="link" href={backTo(top.level)}>
              {text.all[top.level]}
            </a>
          </li>
        )}
        {crumbs.map(({ level: at, value }) => {
          const next = LEVELS[LEVELS.indexOf(at) + 1]
          const name = valueName(at, value, language.value, words.value)
          return (
            <li key={at}>
              {next === undefined || next === level ? (
                <bdi>{name}</bdi>
              ) : (
                <a class="link" href={backTo(next)}>
                  <bdi>{name}</bdi>
                </a>
              )}
            </li>
          )
        })}
        <li>
          <h2 aria-current="page">{top ? named : text.all[level]}</h2>
        </li>
      </ol>
    </nav>
  )
}
