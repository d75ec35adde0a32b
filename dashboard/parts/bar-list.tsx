import type { ComponentChildren } from 'preact'

export interface BarRow {
  key: string
  name: string
  lead?: ComponentChildren
  /** 0–1: how far the bar reaches. */
  fill: number
  value: string
  share?: string
  /** How far it has moved. */
  moved?: ComponentChildren
  /** What has no name stands apart, and what is gone is faint. */
  kind?: 'apart' | 'gone' | undefined
  onChoose?: (() => void) | undefined
  chooseLabel?: string
}

interface BarListProps {
  nameHead: string
  valueHead: string
  /** More of what stands there, where that has little room: the heads are names then. */
  valueHint?: string | undefined
  /** What the shares are of, and a hint at what to make of them. */
  share?: { head: string; hint?: string | undefined }
  /** What stands above how far the rows have moved; without it that is not shown. */
  movedHead?: string | undefined
  rows: readonly BarRow[]
}

/** Names with a bar and a number each; a row that can be chosen is a button. */
export function BarList(props: BarListProps) {
  const { nameHead, valueHead, valueHint, share, movedHead, rows } = props
  return (
    <>
      <div class="bars-head" data-named={valueHint !== undefined || undefined} aria-hidden="true">
        <span>{nameHead}</span>
        <span title={valueHint}>{valueHead}</span>
        {share && (
          <span class="bar-share" title={share.hint}>
            {share.head}
          </span>
        )}
        {movedHead !== undefined && <span class="bar-moved">{movedHead}</span>}
      </div>
      <ul class="bars">
        {rows.map((row) => (
          <li key={row.key} data-kind={row.kind}>
            <Bar row={row} withMoved={movedHead !== undefined} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Bar({ row, withMoved }: { row: BarRow; withMoved: boolean }) {
  const inside = (
    <>
      <span class="bar-fill" style={{ width: `${Math.max(0.5, row.fill * 100)}%` }} />
      <span class="bar-name">
        {row.lead}
        <bdi dir="auto">{row.name}</bdi>
      </span>
      <span class="bar-value">{row.value}</span>
      {row.share !== undefined && <span class="bar-share">{row.share}</span>}
      {withMoved && <span class="bar-moved">{row.moved}</span>}
    </>
  )
  if (!row.onChoose) return <div class="bar">{inside}</div>
  return (
    <button type="button" class="bar" title={row.chooseLabel ?? row.name} onClick={row.onChoose}>
      {inside}
    </button>
  )
}
