import type { SourceTable } from './table.ts'

/** Mail in the browser: name → hosts. GA4 counts some of these as search; they are mail. */
export const EMAIL: SourceTable = {
  gmail: 'mail.google.com inbox.google.com',
  outlook:
    'outlook.live.com outlook.office.com outlook.office365.com outlook.com hotmail.com mail.live.com ' +
    'outlook.cloud.microsoft',
  'yahoo mail': 'mail.yahoo.com mail.yahoo.co.jp',
  'aol mail': 'mail.aol.com',
  icloud: 'mail.icloud.com icloud.com',
  proton: 'mail.proton.me mail.protonmail.com protonmail.com',
  tuta: 'app.tuta.com mail.tutanota.com',
  fastmail: 'app.fastmail.com fastmail.com',
  'hey.com': 'app.hey.com',
  superhuman: 'mail.superhuman.com',
  zoho: 'mail.zoho.com mail.zoho.eu mail.zoho.in',
  gmx:
    'bap.navigator.gmx.net deref-gmx.net deref-gmx.com navigator.gmx.net deref-gmx.fr 3c.gmx.net ' +
    '3c-bap.gmx.net 3c.gmx.com',
  'web.de': 'deref-web.de deref-web-02.de 3c.web.de 3c-bap.web.de navigator.web.de',
  't-online': 'email.t-online.de',
  freenet: 'email.freenet.de',
  'mail.com': 'mail.com deref-mail.com',
  'orange.fr': 'messagerie.orange.fr webmail.orange.fr mail01.orange.fr mail02.orange.fr',
  laposte: 'webmail.laposte.net',
  sfr: 'webmail.sfr.fr messagerie.sfr.fr',
  'free.fr': 'webmail.free.fr zimbra.free.fr',
  libero: 'mail.libero.it',
  virgilio: 'mail.virgilio.it',
  seznam: 'email.seznam.cz',
  onet: 'poczta.onet.pl',
  'wp.pl': 'poczta.wp.pl',
  interia: 'poczta.interia.pl',
  'o2.pl': 'poczta.o2.pl',
  comcast: 'connect.xfinity.com mail.comcast.net',
  'att mail': 'currently.att.yahoo.com',
  earthlink: 'webmail.earthlink.net',
  ionos: 'mail.ionos.com mail.ionos.de webmail.ionos.fr',

  // China, Japan, Korea
  'qq mail': 'mail.qq.com exmail.qq.com wx.mail.qq.com',
  netease: 'mail.163.com mail.126.com mail.yeah.net email.163.com',
  sina: 'mail.sina.com.cn mail.sina.cn',
  sohu: 'mail.sohu.com',
  '139': 'mail.10086.cn appmail.mail.10086.cn',
  'aliyun mail': 'mail.aliyun.com qiye.aliyun.com',
  naver: 'mail.naver.com m.mail.naver.com',
  daum: 'mail.daum.net mail.kakao.com',
  nate: 'mail.nate.com mail3.nate.com',
  docomo: 'mail.smt.docomo.ne.jp',

  // Russia, India, Latin America
  'mail.ru': 'e.mail.ru touch.mail.ru octavius.mail.ru',
  yandex: 'mail.yandex.ru mail.yandex.com mail.yandex.by mail.yandex.kz mail.yandex.ua',
  rambler: 'mail.rambler.ru',
  ukr: 'mail.ukr.net',
  rediffmail: 'mail.rediff.com',
  uol: 'email.uol.com.br mail.uol.com.br',
  terra: 'mail.terra.com.br',
  'bol mail': 'email.bol.uol.com.br',
}
