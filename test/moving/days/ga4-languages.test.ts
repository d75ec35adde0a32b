import { describe, expect, test } from 'vitest'
import { readDays } from './files.ts'

/** The same table as its pages in other languages export it. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  German: [
    'Startdatum',
    'Enddatum',
    'Datum',
    'Seitenpfad und Bildschirmklasse',
    'Aufrufe',
    'Aktive Nutzer',
  ],
  Spanish: [
    'Fecha de inicio',
    'Fecha de finalización',
    'Fecha',
    'Ruta de página y clase de pantalla',
    'Vistas',
    'Usuarios activos',
  ],
  French: [
    'Date de début',
    'Date de fin',
    'Date',
    'Chemin de la page et classe de l’écran',
    'Vues',
    'Utilisateurs actifs',
  ],
  Italian: [
    'Data di inizio',
    'Data di fine',
    'Data',
    'Percorso pagina e classe schermata',
    'Visualizzazioni',
    'Utenti attivi',
  ],
  Portuguese: [
    'Data de início',
    'Data de término',
    'Data',
    'Caminho da página e classe da tela',
    'Visualizações',
    'Usuários ativos',
  ],
  Japanese: [
    '開始日',
    '終了日',
    '日付',
    'ページパスとスクリーンクラス',
    '表示回数',
    'アクティブ ユーザー',
  ],
  Chinese: ['开始日期', '结束日期', '日期', '网页路径和屏幕类', '浏览次数', '活跃用户'],
}

const SOURCES: Readonly<Record<string, readonly string[]>> = {
  German: ['Sitzung – Quelle/Medium', 'Sitzungen', 'Sitzungen mit Interaktionen'],
  Spanish: ['Fuente/medio de la sesión', 'Sesiones', 'Sesiones con interacción'],
  French: ['Source/support de la session', 'Sessions', 'Sessions avec engagement'],
  Italian: ['Sorgente/mezzo sessione', 'Sessioni', 'Sessioni con coinvolgimento'],
  Portuguese: ['Origem / mídia da sessão', 'Sessões', 'Sessões engajadas'],
  Japanese: ['セッションの参照元 / メディア', 'セッション', 'エンゲージのあったセッション数'],
  Chinese: ['会话来源/媒介', '会话数', '互动会话数'],
}

describe('GA4’s CSV in another language', () => {
  test.each(Object.entries(PAGES))('%s: pages by date', async (_, [start, end, ...header]) => {
    const text = `# ---\n# ${start}: 20260501\n# ${end}: 20260502\n${header.join(',')}\n20260501,/a,5,4\n`
    const { format, days, rejected } = await readDays('x.csv', text)
    expect([format, rejected]).toEqual(['ga4', []])
    expect(days).toMatchObject([
      {
        table: 'pages',
        date: '2026-05-01',
        values: { page: '/a' },
        sums: { pageviews: 5, visitors: 4 },
      },
    ])
  })

  test.each(Object.entries(SOURCES))('%s: sources of one day', async (language, header) => {
    const [start = '', end = ''] = PAGES[language] ?? []
    const text = `# ${start}：20260501\n# ${end}：20260501\n${header.join(',')}\ngoogle / cpc,10,6\n`
    const { days, rejected } = await readDays('x.csv', text)
    expect(rejected).toEqual([])
    expect(days).toMatchObject([
      {
        table: 'sources',
        date: '2026-05-01',
        values: { source: 'google' },
        sums: { visits: 10, bounces: 4 },
      },
    ])
  })

  test('Spanish: by the days since its start', async () => {
    const text =
      '# Fecha de inicio: 20260430\n# Fecha de fin: 20260502\nDía N,Usuarios activos\n0002,7\n'
    expect((await readDays('x.csv', text)).days).toMatchObject([
      { table: 'visitors', date: '2026-05-02', sums: { visitors: 7 } },
    ])
  })

  test.each([
    ['Polish', 'Data rozpoczęcia', 'Data,Kraj,Sesje', '20260501,Polska,3'],
    ['Dutch pages', 'Startdatum', 'Datum,Paginapad en schermklasse,Sessies', '20260501,/a,3'],
  ])(
    '%s, of which not all is known, is refused with what can be done',
    async (_, start, header, row) => {
      const text = `# ${start}: 20260501\n# ${start}: 20260502\n${header}\n${row}\n`
      const { days, rejected } = await readDays('x.csv', text)
      expect(days).toEqual([])
      expect(rejected).toMatchObject([
        { reason: expect.stringContaining('choose English as your') },
      ])
    },
  )

  test('what parts rows further is seen below a grand total, too', async () => {
    const text = '# 20260501-20260502\nDate,Gender,Sessions\n,,3,Grand total\n20260501,female,3\n'
    const { days, rejected } = await readDays('x.csv', text)
    expect([days, rejected]).toMatchObject([
      [],
      [{ reason: 'sums by Gender, which is not known here' }],
    ])
  })
})
