/** What a column of a file may be. `from` and `to`: of a report's period, which is a day's only where both are the same. */
export const FIELDS = [
  'date',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
  'cost',
  'currency',
  'clicks',
  'impressions',
] as const
export type Field = (typeof FIELDS)[number]
export type Column = Field | 'from' | 'to'

/**
 * Header names by what they mean, the preferred first, as platforms write them in English, German, French, Spanish,
 * Portuguese, Italian, Dutch, Polish, Japanese and Chinese.
 */
const NAMES: Record<Column, string> = {
  date: `day|date|gregorian date|time period|by day|stat time day|start date|report date|tag|datum|jour|día|fecha|dia|data
    |giorno|dag|dzień|日|日付|日別|天|日期|按天|统计日期|时间`,
  from: `reporting starts|report start|auswertungsbeginn|berichtsbeginn|berichtsanfang|début des rapports|début du rapport
    |inicio del informe|início dos relatórios|início do relatório|inizio report|inizio del report|begin rapportage
    |rapportage begint|początek raportu|początek raportowania|レポート開始日|报告开始日期|开始日期`,
  to: `reporting ends|report end|auswertungsende|berichtsende|fin des rapports|fin du rapport|fin del informe
    |término dos relatórios|fim do relatório|fine report|fine del report|einde rapportage|rapportage eindigt|koniec raportu
    |koniec raportowania|レポート終了日|报告结束日期|结束日期`,
  source: 'source|utm source|quelle|fuente|fonte|bron|źródło|参照元|来源',
  medium: 'medium|utm medium|媒介|メディア',
  campaign: `campaign name|campaign|utm campaign|kampagne|kampagnenname|name der kampagne|campagne|nom de la campagne|campaña
    |nombre de la campaña|nombre de campaña|campanha|nome da campanha|campagna|nome della campagna|nome campagna
    |campagnenaam|naam van campagne|kampania|nazwa kampanii|キャンペーン|キャンペーン名|广告系列|广告系列名称|推广计划|推广计划名称
    |计划|计划名称|推广计划名`,
  content: 'content|utm content',
  term: 'term|utm term',
  campaign_id: `campaign id|utm id|kampagnen id|id der kampagne|identifiant de la campagne|id de campagne|id de la campagne
    |identificador de la campaña|id de la campaña|id de campaña|id da campanha|código da campanha|identificação da campanha
    |id campagna|id della campagna|campagne id|id van campagne|identyfikator kampanii|id kampanii|キャンペーン id|キャンペーンid
    |广告系列 id|广告系列编号|推广计划 id|计划 id`,
  cost: `cost|spend|amount spent|total spent|total cost|total spend|costs|spend in account currency|kosten|ausgegebener betrag
    |coût|montant dépensé|dépenses|coste|costo|importe gastado|gasto|custo|valor usado|valor gasto|montante gasto
    |quantia gasta|importo speso|spesa|besteed bedrag|uitgegeven bedrag|koszt|wydana kwota|wydatki|費用|コスト|消化金額
    |ご利用金額|费用|花费金额|已花费金额|花费|总花费|消费|消耗|总消耗`,
  currency: `currency code|currency|währungscode|währung|code de devise|code devise|devise|código de moneda|código de la moneda
    |moneda|código da moeda|código de moeda|moeda|codice valuta|valuta|valutacode|kod waluty|waluta|通貨コード|通貨|货币代码
    |货币|币种`,
  clicks: `link clicks|clicks destination|clicks|clicks all|link klicks|klicks|klicks auf links|clics sur un lien
    |clics sur le lien|clics sur lien|clics|clics en el enlace|clics de enlace|cliques no link|cliques|clic sul link|clic
    |klikken op link|linkklikken|klikken|kliknięcia linku|kliknięcia łącza|kliknięcia|リンクのクリック|クリック数|リンククリック
    |クリック|链接点击量|链接点击|点击次数|点击量|点击|点击数`,
  impressions: `impressions|impr|impression|impressionen|impresiones|impressões|impressioni|vertoningen|weergaven
    |wyświetlenia|表示回数|インプレッション数|インプレッション|展示次数|展现量|展现|展示量|展示|展示数|曝光量`,
}

/** A header as it is compared: `Clicks (all)`, `clicks_all` and `ClicksAll` are one. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.'’"():]+/gu, '')
}

const listed = (text: string) => text.split('|').map(headerKey)

interface Meaning {
  column: Column
  /** Lower is preferred. */
  rank: number
}

const MEANINGS = new Map<string, Meaning>(
  Object.entries(NAMES).flatMap(([column, names]) =>
    listed(names).map((name, rank): [string, Meaning] => [
      name,
      { column: column as Column, rank },
    ]),
  ),
)

/** `(USD)` in `Amount spent (USD)`, `(in UTC)` in `Start Date (in UTC)`: they say how, not what. */
const MANNER = /[（(]\s*(?:[A-Z]{3}|(?:in )?UTC)\s*[）)]/gu

export function meaningOf(header: string): Meaning | undefined {
  return MEANINGS.get(headerKey(header.replace(MANNER, '')))
}

/** Where which column stands. */
export type Places = Partial<Record<Column, number>>

/** The columns that a line would have if it were the header; of two for one field the preferred, then the first. */
export function placesOf(headers: readonly string[]): Places {
  const places: Places = {}
  const ranks: Partial<Record<Column, number>> = {}
  for (const [index, header] of headers.entries()) {
    const meaning = meaningOf(header)
    if (meaning === undefined || meaning.rank >= (ranks[meaning.column] ?? Infinity)) continue
    places[meaning.column] = index
    ranks[meaning.column] = meaning.rank
  }
  return places
}
