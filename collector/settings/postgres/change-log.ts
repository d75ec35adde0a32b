import { COPIED, type Copied } from './copied.ts'

/** Writers of settings take turns by it, whichever collector they are on. */
export const TURN = 7_301_002

/** What collectors listen to. */
export const CHANNEL = 'tributary_settings'

/**
 * Which rows have changed, in the order in which the changes were committed: whoever notes one holds the turn until the
 * transaction's end, so no lower number can come to be seen after a higher one.
 */
const LOG = `
create table setting_change (
  n bigint generated always as identity primary key,
  tab text not null,
  key jsonb not null,
  at timestamptz not null default now(),
  mark uuid not null default gen_random_uuid()
);
create index setting_change_at on setting_change (at);

create function note_setting_change() returns trigger language plpgsql as $$
declare
  noted bigint;
begin
  perform pg_advisory_xact_lock(${TURN});
  execute format('insert into setting_change (tab, key) select %L, jsonb_build_array(%s) from changed',
    tg_table_name, tg_argv[0]);
  get diagnostics noted = row_count;
  if noted > 0 then
    perform pg_notify('${CHANNEL}', '');
  end if;
  return null;
end
$$;
`

/** The rows as they are after a change, or were before it. */
const SEEN = { insert: 'new', update: 'new', delete: 'old' } as const

function triggers({ table, key }: Copied): string {
  const columns = key.map(([column]) => `"${column}"`).join(', ')
  return Object.entries(SEEN)
    .map(
      ([change, seen]) => `
create trigger note_${change} after ${change} on ${table}
  referencing ${seen} table as changed
  for each statement execute function note_setting_change('${columns}');`,
    )
    .join('')
}

export const CHANGES = LOG + COPIED.map(triggers).join('\n')
