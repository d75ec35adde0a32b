import type { SourceTable } from './table.ts'

/**
 * Search engines and portals: name → hosts. Matched by these hosts alone, never by a parent, since
 * their domains also carry documents, maps and mail. `google bing yahoo yandex` of every country
 * are a pattern in `sources.ts`.
 */
export const SEARCH: SourceTable = {
  // The West
  google:
    'images.google.com scholar.google.com cse.google.com search.google.com lens.google.com ' +
    'discover.google.com m.google.com encrypted.google.com ' +
    'books.google.com search.app search.app.goo.gl',
  'google news': 'news.google.com',
  'google play': 'play.google.com',
  bing: 'cn.bing.com search.live.com m.bing.com www2.bing.com www4.bing.com global.bing.com',
  msn: 'msn.com ntp.msn.com search.msn.com msn.cn ntp.msn.cn',
  yahoo:
    'search.yahoo.com r.search.yahoo.com m.search.yahoo.com images.search.yahoo.com ' +
    'video.search.yahoo.com news.search.yahoo.com ar.search.yahoo.com at.search.yahoo.com ' +
    'au.search.yahoo.com be.search.yahoo.com br.search.yahoo.com ca.search.yahoo.com ' +
    'ch.search.yahoo.com cl.search.yahoo.com co.search.yahoo.com de.search.yahoo.com ' +
    'dk.search.yahoo.com es.search.yahoo.com espanol.search.yahoo.com fi.search.yahoo.com ' +
    'fr.search.yahoo.com gr.search.yahoo.com hk.search.yahoo.com id.search.yahoo.com ' +
    'ie.search.yahoo.com in.search.yahoo.com it.search.yahoo.com malaysia.search.yahoo.com ' +
    'mx.search.yahoo.com nl.search.yahoo.com no.search.yahoo.com nz.search.yahoo.com ' +
    'pe.search.yahoo.com ph.search.yahoo.com pl.search.yahoo.com pt.search.yahoo.com ' +
    'qc.search.yahoo.com ru.search.yahoo.com se.search.yahoo.com sg.search.yahoo.com ' +
    'th.search.yahoo.com tr.search.yahoo.com tw.search.yahoo.com uk.search.yahoo.com ' +
    'us.search.yahoo.com ve.search.yahoo.com vn.search.yahoo.com za.search.yahoo.com ' +
    'search.yahoo.co.jp m.search.yahoo.co.jp image.search.yahoo.co.jp',
  duckduckgo:
    'duckduckgo.com html.duckduckgo.com lite.duckduckgo.com start.duckduckgo.com ' +
    'noai.duckduckgo.com safe.duckduckgo.com ddg.gg',
  ecosia: 'ecosia.org',
  qwant: 'qwant.com lite.qwant.com qwantjunior.com',
  startpage:
    'startpage.com eu.startpage.com us.startpage.com ixquick.com s1-eu5.startpage.com ' +
    'eu-browse.startpage.com us-browse.startpage.com',
  brave: 'search.brave.com',
  kagi: 'kagi.com',
  mojeek: 'mojeek.com mojeek.co.uk',
  swisscows: 'swisscows.com swisscows.ch',
  metager: 'metager.org metager.de',
  presearch: 'presearch.com presearch.org engine.presearch.org',
  karmasearch: 'karmasearch.org',
  lilo: 'search.lilo.org',
  ekoru: 'ekoru.org',
  oceanhero: 'oceanhero.today',
  gibiru: 'gibiru.com',
  ask: 'ask.com uk.ask.com de.ask.com fr.ask.com es.ask.com it.ask.com int.search.myway.com',
  aol: 'search.aol.com aol.com search.aol.co.uk suche.aol.de recherche.aol.fr',
  excite: 'excite.com search.excite.com excite.co.jp',
  lycos: 'lycos.com search.lycos.com lycos.de search.lycos.de',
  dogpile: 'dogpile.com',
  metacrawler: 'metacrawler.com',
  webcrawler: 'webcrawler.com',
  'info.com': 'info.com',
  hotbot: 'hotbot.com',
  yippy: 'yippy.com',
  exalead: 'exalead.com exalead.fr',
  babylon: 'search.babylon.com isearch.babylon.com',
  conduit: 'search.conduit.com',
  incredimail: 'search.incredimail.com mystart.incredimail.com',
  avg: 'search.avg.com isearch.avg.com',
  avira: 'search.avira.com search.avira.net',
  comcast: 'search.comcast.net search.xfinity.com',
  'search-results': 'search-results.com',
  'yep.com': 'yep.com',
  'search.com': 'search.com search.ch',
  gmx: 'search.gmx.net suche.gmx.net search.gmx.com',
  'web.de': 'suche.web.de',
  't-online': 'suche.t-online.de',
  fireball: 'fireball.com fireball.de',
  'orange.fr': 'lemoteur.orange.fr lemoteur.fr',
  virgilio: 'virgilio.it ricerca.virgilio.it',
  libero: 'arianna.libero.it ricerca.libero.it',
  alice: 'search.alice.it',
  sapo: 'pesquisa.sapo.pt',
  eniro: 'eniro.se eniro.no eniro.dk eniro.fi',
  kvasir: 'kvasir.no',
  startsiden: 'startsiden.no sok.startsiden.no',
  najdi: 'najdi.si',
  seznam: 'seznam.cz search.seznam.cz m.seznam.cz',
  centrum: 'centrum.cz search.centrum.cz',
  firmy: 'firmy.cz',
  zoznam: 'zoznam.sk',
  onet: 'onet.pl szukaj.onet.pl',
  'wp.pl': 'szukaj.wp.pl',
  petal: 'petalsearch.com',

  // Russia and its neighbours
  yandex:
    'ya.ru m.yandex.ru m.ya.ru yandex.eu webmaster.yandex.ru zen.yandex.ru news.yandex.ru ' +
    'search.yandex.ru images.yandex.ru yandex.com.am yandex.com.ge',
  rambler: 'rambler.ru nova.rambler.ru r0.rambler.ru',
  'mail.ru': 'go.mail.ru',
  sputnik: 'sputnik.ru',
  'tut.by': 'tut.by search.tut.by',
  ukr: 'search.ukr.net secureurl.ukr.net ukr.net',
  'meta.ua': 'meta.ua',

  // China
  baidu:
    'baidu.com m.baidu.com wap.baidu.com image.baidu.com baidu.cn m5.baidu.com mbd.baidu.com ' +
    'cache.baidu.com news.baidu.com',
  sogou: 'sogou.com m.sogou.com wap.sogou.com weixin.sogou.com pic.sogou.com',
  360: '360.cn so.com m.so.com image.so.com so.360.cn haosou.com hao.360.com hao.360.cn',
  shenma: 'sm.cn m.sm.cn yz.m.sm.cn so.m.sm.cn quark.sm.cn quark.cn',
  toutiao: 'so.toutiao.com',
  youdao: 'youdao.com',
  chinaso: 'chinaso.com',

  // Japan and Korea
  rakuten: 'rakuten.co.jp websearch.rakuten.co.jp',
  goo: 'goo.ne.jp search.goo.ne.jp',
  biglobe: 'biglobe.ne.jp biglobe.co.jp cgi.search.biglobe.ne.jp',
  nifty: 'search.nifty.com nifty.com',
  docomo: 'search.smt.docomo.ne.jp service.smt.docomo.ne.jp',
  auone: 'auone.jp search.auone.jp sp-web.search.auone.jp',
  smartnews: 'search.smartnews.com',
  naver: 'naver.com m.naver.com search.naver.com m.search.naver.com search.naver.jp',
  daum: 'daum.net m.daum.net search.daum.net m.search.daum.net',
  nate: 'search.nate.com search.daum.nate.com',
  zum: 'search.zum.com zum.com',

  // South and South-East Asia, Latin America, elsewhere
  coccoc: 'coccoc.com',
  rediff: 'search.rediff.com',
  terra: 'busca.terra.com.br',
  uol: 'busca.uol.com.br',
  globo: 'busca.globo.com busca.g1.globo.com',
  walla: 'search.walla.co.il',
  parsijoo: 'parsijoo.ir',
  sweetsearch: 'sweetsearch.com',
}
