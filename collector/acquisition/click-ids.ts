/** What an ad platform's or mail tool's own parameter says, where the tags say nothing. */
export interface ClickId {
  /** The parameter's name in its maker's spelling. */
  readonly type: string
  readonly source: string
  readonly medium: string
  /** `paid` and `dclid` decide a channel; `organic` only tells where an untagged visit came from. */
  readonly kind: 'paid' | 'display' | 'social' | 'affiliate' | 'email' | 'organic'
  /** Names a person, so the value is never kept. */
  readonly personal: boolean
}

type Row = readonly [types: string, source: string, medium: string, kind: ClickId['kind']]

/** In order of precedence: of several on one URL the first row's is read. */
const ROWS: readonly Row[] = [
  ['gclid gbraid wbraid gclsrc gad_source', 'google', 'cpc', 'paid'],
  ['dclid', 'dv360', 'display', 'display'],
  ['msclkid', 'bing', 'cpc', 'paid'],
  ['ttclid', 'tiktok', 'cpc', 'paid'],
  ['twclid', 'x', 'cpc', 'paid'],
  ['li_fat_id', 'linkedin', 'cpc', 'paid'],
  ['rdt_cid', 'reddit', 'cpc', 'paid'],
  ['ScCid', 'snapchat', 'cpc', 'paid'],
  ['qclid', 'quora', 'cpc', 'paid'],
  ['epik', 'pinterest', 'cpc', 'paid'],
  ['bd_vid', 'baidu', 'cpc', 'paid'],
  ['yclid', 'yandex', 'cpc', 'paid'],
  ['tblci', 'taboola', 'cpc', 'paid'],
  ['dicbo obclid ob_click_id', 'outbrain', 'cpc', 'paid'],
  ['rb_clickid', 'revcontent', 'cpc', 'paid'],
  ['irclickid irclid', 'impact', 'affiliate', 'affiliate'],
  ['awc', 'awin', 'affiliate', 'affiliate'],
  ['cjevent', 'cj', 'affiliate', 'affiliate'],
  ['ranSiteID', 'rakuten', 'affiliate', 'affiliate'],
  ['clickref', 'partnerize', 'affiliate', 'affiliate'],
  ['sscid', 'shareasale', 'affiliate', 'affiliate'],
  ['mc_cid mc_eid', 'mailchimp', 'email', 'email'],
  ['_hsmi _hsenc', 'hubspot', 'email', 'email'],
  ['mkt_tok', 'marketo', 'email', 'email'],
  ['_kx _ke', 'klaviyo', 'email', 'email'],
  ['vero_id', 'vero', 'email', 'email'],
  ['ck_subscriber_id', 'kit', 'email', 'email'],
  ['ml_subscriber', 'mailerlite', 'email', 'email'],
  ['bbeml', 'blueshift', 'email', 'email'],
  // Last: Meta appends these to every link that is shared, also to ones that carry another's id.
  ['fbclid', 'facebook', 'social', 'social'],
  ['igshid igsh', 'instagram', 'social', 'social'],
  // Search engines' marks on unpaid results; people copy such URLs, so a referrer beats them.
  ['ysclid', 'yandex', 'organic', 'organic'],
  ['srsltid', 'google', 'organic', 'organic'],
]

/** Of the mail tools' parameters these two name a campaign; the others name its reader. */
const NAMES_A_MAILING = new Set(['mc_cid', '_hsmi'])

function clickIdsOf([types, source, medium, kind]: Row): ClickId[] {
  return types.split(' ').map((type) => ({
    type,
    source,
    medium,
    kind,
    personal: kind === 'email' && !NAMES_A_MAILING.has(type),
  }))
}

const CLICK_IDS: readonly ClickId[] = ROWS.flatMap(clickIdsOf)

/** Parameter name in lower case → what it says. */
export const CLICK_ID_PARAMETERS: ReadonlyMap<string, ClickId> = new Map(
  CLICK_IDS.map((id) => [id.type.toLowerCase(), id]),
)

/** Types that only an ad which was paid for leaves. */
export const PAID_CLICK_TYPES: readonly string[] = CLICK_IDS.filter(
  ({ kind }) => kind === 'paid' || kind === 'display',
).map(({ type }) => type)

const PRECEDENCE: ReadonlyMap<string, number> = new Map(CLICK_IDS.map((id, i) => [id.type, i]))

/** Should `id` be read rather than `other`? */
export function precedes(id: ClickId, other: ClickId): boolean {
  return (PRECEDENCE.get(id.type) ?? 0) < (PRECEDENCE.get(other.type) ?? 0)
}

/** What a stored click id's type says; null for none and for one that is no longer known. */
export function clickIdOf(type: string | null): ClickId | null {
  return (type && CLICK_ID_PARAMETERS.get(type.toLowerCase())) || null
}
