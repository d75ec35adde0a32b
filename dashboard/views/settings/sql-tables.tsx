import { sqlTables } from '../../models/sql.ts'
import { developerWords } from '../../texts/developers.ts'

/** What a query may name. */
export function SqlTables() {
  const text = developerWords.value
  const { tables = [] } = sqlTables.data.value ?? {}
  return (
    <div class="sql-tables">
      <h4>{text.tables}</h4>
      {tables.map(({ name, columns }) => (
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
      ))}
    </div>
  )
}
