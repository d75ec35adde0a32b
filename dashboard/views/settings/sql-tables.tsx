import { Answered } from '../../blocks/answers/answered.tsx'
import { sqlTables } from '../../models/sql.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { developerWords } from '../../texts/developers.ts'

/** As many as there are. */
const TABLES = 6

/** What a query may name. */
export function SqlTables() {
  const text = developerWords.value
  return (
    <div class="sql-tables">
      <h4>{text.tables}</h4>
      <Answered of={sqlTables} meanwhile={<SkeletonRows rows={TABLES} />}>
        {({ tables }) =>
          tables.map(({ name, columns }) => (
            <details key={name}>
              <summary>
                <code>{name}</code> <span>{text.about[name]}</span>
              </summary>
              <ul>
                {columns.map(({ name: column, type, tells }) => (
                  <li key={column} title={tells}>
                    <code>{column}</code> <span>{type}</span>
                  </li>
                ))}
              </ul>
            </details>
          ))
        }
      </Answered>
    </div>
  )
}
