/**
 * What GA4 calls its columns in other languages than English, by their English names: most as readers of its exports in public
 * repositories have them (November 2026), some as its own pages say them; none was seen in an export of its own. A file with a name
 * that is not here is refused, and told how to be had in English.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  date: ['Datum', 'Fecha', 'Data', '日付', '日期'],
  'nth day': ['Día N'],
  'total users': [
    ...['Nutzer insgesamt', 'Usuarios totales', 'Total de usuarios', "Nombre total d'utilisateurs"],
    ...[
      'Utenti totali',
      'Total de usuários',
      'Totaal aantal gebruikers',
      '総ユーザー数',
      '总用户数',
    ],
    ...["Total d'utilisateurs", '用户总数'],
  ],
  'active users': [
    ...['Aktive Nutzer', 'Usuarios activos', 'Utilisateurs actifs', 'Utenti attivi'],
    ...['Usuários ativos', 'Actieve gebruikers', 'アクティブ ユーザー', '活跃用户', '活跃用户数'],
  ],
  sessions: [
    ...['Sitzungen', 'Sesiones', 'Sessioni', 'Sessões', 'Sessies', 'セッション', '会话数', '会话'],
  ],
  views: [
    ...['Aufrufe', 'Vistas', 'Vues', 'Visualizzazioni', 'Visualizações', '表示回数', '浏览次数'],
  ],
  'event count': [
    ...['Ereignisanzahl', 'Número de eventos', 'Recuento de eventos', "Nombre d'événements"],
    ...['Conteggio eventi', 'Contagem de eventos', 'Aantal gebeurtenissen', 'イベント数', '事件数'],
  ],
  'engaged sessions': [
    ...['Sitzungen mit Interaktionen', 'Sesiones con interacción', 'Sessions avec engagement'],
    ...['Sessioni con coinvolgimento', 'Sessões engajadas', 'Betrokken sessies'],
    ...['エンゲージのあったセッション数', 'エンゲージのあるセッション数', '互动会话数'],
  ],
  'bounce rate': [
    ...['Absprungrate', 'Porcentaje de rebote', 'Tasa de rebote', 'Taux de rebond'],
    ...['Frequenza di rimbalzo', 'Taxa de rejeição', 'Bouncepercentage', '直帰率', '跳出率'],
  ],
  'average session duration': [
    ...['Durchschnittliche Sitzungsdauer', 'Duración media de la sesión'],
    ...['Duración promedio de la sesión', 'Durée moyenne des sessions', 'Durata media sessione'],
    ...['Duração média da sessão', '平均セッション継続時間', '平均会话时长'],
  ],
  'session source / medium': [
    ...['Sitzung – Quelle/Medium', 'Fuente/medio de la sesión', 'Source/Support de la session'],
    ...['Sorgente/mezzo sessione', 'Origem / mídia da sessão', 'セッションの参照元 / メディア'],
    ...['会话来源/媒介'],
  ],
  'session source': [
    ...['Sitzung – Quelle', 'Fuente de la sesión', 'Source de la session', 'Sorgente sessione'],
    ...['Origem da sessão', 'セッションの参照元', '会话来源'],
  ],
  'session medium': [
    ...['Sitzung – Medium', 'Medio de la sesión', 'Support de la session', 'Mezzo sessione'],
    ...['Mídia da sessão', 'セッションのメディア', '会话媒介'],
  ],
  'session campaign': [
    ...['Sitzung – Kampagne', 'Campaña de la sesión', 'Campagne de la session'],
    ...['Campagne de session', 'Campagna sessione', 'Campanha da sessão'],
    ...['セッションのキャンペーン', '会话广告系列'],
  ],
  'session default channel group': [
    ...['Sitzung – Standardchannelgruppe', 'Sitzung – Standard-Channelgruppe'],
    ...['Grupo de canales predeterminado de la sesión'],
    ...['Groupe de canaux par défaut de la session', 'Grupo de canais padrão da sessão'],
    ...['セッションのデフォルト チャネル グループ', '会话默认渠道组'],
  ],
  'session primary channel group (default channel group)': [
    ...['Sitzung – primäre Channelgruppe', 'Grupo de canales principal de la sesión'],
    ...['Grupo principal de canais da sessão', '会话主要渠道组（默认渠道组）'],
    ...['Sitzung – primäre Channelgruppe (Standard-Channelgruppe)'],
    ...['セッションのメインのチャネル グループ（デフォルト チャネル グループ）'],
  ],
  'page path and screen class': [
    ...['Seitenpfad und Bildschirmklasse', 'Ruta de página y clase de pantalla'],
    ...["Chemin de la page et classe de l'écran", "Chemin de la page et classe d'écran"],
    ...['Percorso pagina e classe schermata', 'Caminho da página e classe da tela'],
    ...['ページパスとスクリーン クラス', 'ページのパスとスクリーン クラス', '网页路径和屏幕类'],
  ],
  'page path': ['Seitenpfad', 'Chemin de la page', 'Ruta de página', 'ページのパス'],
  'page title and screen class': [
    ...['Seitentitel und Bildschirmklasse', 'Título de página y clase de pantalla'],
    ...["Titre de la page et classe de l'écran", 'Titolo pagina e classe schermata'],
    ...[
      'Título da página e classe da tela',
      'ページ タイトルとスクリーン クラス',
      '网页标题和屏幕类',
    ],
  ],
  'page title and screen name': [
    ...['Seitentitel und Bildschirmname', 'ページ タイトルとスクリーン名'],
  ],
  'page title': ['Seitentitel', 'Titre de la page', 'Título da página', 'ページ タイトル'],
  'landing page': [
    ...['Landingpage', 'Página de destino', 'Page de destination', 'Pagina di destinazione'],
    ...['Landingspagina', 'ランディング ページ', '着陆页'],
  ],
  'landing page + query string': [
    ...['Landingpage + Abfragestring', 'Página de destino y cadena de consulta'],
    ...['Page de destination + chaîne de requête', 'ランディング ページ + クエリ文字列'],
    ...['着陆页 + 查询字符串'],
  ],
  'event name': [
    ...['Ereignisname', 'Nombre del evento', "Nom de l'événement", 'Nome evento'],
    ...['Nome do evento', 'イベント名', '事件名称'],
  ],
  country: ['Land', 'País', 'Pays', 'Paese', '国', '国家/地区'],
  region: ['Región', 'Région', 'Regione', 'Região', '地域', '区域'],
  city: ['Stadt', 'Ort', 'Ciudad', 'Ville', 'Città', 'Cidade', '市区町村', '城市'],
  'device category': [
    ...['Gerätekategorie', 'Categoría de dispositivo', "Catégorie d'appareil"],
    ...['Categoria dispositivo', 'Categoria do dispositivo', 'Apparaatcategorie'],
    ...['デバイス カテゴリ', '设备类别'],
  ],
  browser: ['Navegador', 'Navigateur', 'ブラウザ', '浏览器'],
  'operating system': [
    ...['Betriebssystem', 'Sistema operativo', "Système d'exploitation"],
    ...['Sistema operacional', 'Besturingssysteem', 'オペレーティング システム', '操作系统'],
  ],
  language: ['Sprache', 'Idioma', 'Langue', 'Lingua', '言語', '语言'],
}

/** In whichever spelling of its marks and blanks; Japanese is written with and without them. */
function plain(name: string): string {
  const text = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ]/gu, "'")
    .replace(/[–—‑]/gu, '-')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/[\s\u00A0\u3000]+/gu, ' ')
    .replace(/ ?\/ ?/gu, '/')
    .trim()
  return /[\u3040-\u30FF\u4E00-\u9FFF]/u.test(text) ? text.replaceAll(' ', '') : text
}

const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([english, names]) =>
    names.map((name): [string, string] => [plain(name), english]),
  ),
)

/** A column's English name in lower case; one that is not known is what it is. */
export function englishName(column: string): string {
  return ENGLISH.get(plain(column)) ?? column.trim().toLowerCase()
}

/** What the row of the grand total is called. */
export const TOTAL =
  /^(?:(?:grand )?totals?|gesamtsumme|gesamt|total général|total geral|total general|totale(?: complessivo)?|totaal|総計|合計|总计)$/iu

export const IN_ENGLISH =
  'if Google Analytics is not in English, choose English as your Google account’s language, and export again'
