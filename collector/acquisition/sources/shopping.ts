import type { SourceTable } from './table.ts'

/** Marketplaces, price comparison and shop platforms: name → hosts. */
export const SHOPPING: SourceTable = {
  // The West
  amazon:
    'amazon.com amazon.co.uk amazon.de amazon.fr amazon.it amazon.es amazon.nl amazon.se ' +
    'amazon.pl amazon.ca amazon.com.au amazon.com.mx amazon.com.br amazon.co.jp amazon.in ' +
    'amazon.sg amazon.ae amazon.sa amazon.eg amazon.com.tr amazon.com.be amazon.ie amazon.cn ' +
    'amazon.co.za amzn.to amzn.eu a.co aax.amazon-adsystem.com aax-us-east.amazon-adsystem.com',
  ebay:
    'ebay.com ebay.co.uk ebay.de ebay.com.au ebay.fr ebay.it ebay.es ebay.ca ebay.nl ebay.at ' +
    'ebay.ch ebay.ie ebay.pl ebay.be ebay.us',
  etsy: 'etsy.com etsy.me',
  walmart: 'walmart.com one.walmart.com walmart.ca walmart.com.mx',
  'target.com': 'target.com',
  'best buy': 'bestbuy.com',
  costco: 'costco.com',
  wayfair: 'wayfair.com',
  'wish.com': 'wish.com',
  shopify: 'shopify.com apps.shopify.com checkout.shopify.com partners.shopify.com',
  'shop app': 'shop.app',
  'google shopping': 'shopping.google.com',
  // Only ever a tag: Instagram's own shop links carry it.
  'instagram shopping': '',
  'yahoo shopping':
    'shopping.yahoo.com shopping.yahoo.co.jp store.shopping.yahoo.co.jp order.shopping.yahoo.co.jp',
  'bing shopping': 'shopping.bing.com',
  shopzilla: 'shopzilla.com bizrate.com',
  'shopping.net': 'shopping.net nl.shopping.net no.shopping.net se.shopping.net uk.shopping.net',
  'shopping.com': 'shopping.com',
  simplycodes: 'simplycodes.com',
  joinhoney: 'joinhoney.com',
  slickdeals: 'slickdeals.net',
  pricegrabber: 'pricegrabber.com',
  pricerunner: 'pricerunner.com pricerunner.dk pricerunner.se',
  prisjakt: 'prisjakt.nu prisjakt.no pricespy.co.uk pricespy.co.nz',
  idealo: 'idealo.de idealo.co.uk idealo.fr idealo.it idealo.es idealo.at',
  geizhals: 'geizhals.de geizhals.at geizhals.eu',
  billiger: 'billiger.de',
  check24: 'check24.de',
  otto: 'otto.de',
  zalando: 'zalando.de zalando.com zalando.co.uk zalando.fr zalando.nl zalando.it',
  kaufland: 'kaufland.de',
  kelkoo: 'kelkoo.com kelkoo.co.uk kelkoo.fr kelkoo.de',
  ceneo: 'ceneo.pl',
  allegro: 'allegro.pl',
  heureka: 'heureka.cz heureka.sk heureka.group',
  zbozi: 'zbozi.cz',
  emag: 'emag.ro',
  cdiscount: 'cdiscount.com',
  fnac: 'fnac.com',
  leboncoin: 'leboncoin.fr',
  vinted: 'vinted.com vinted.fr vinted.de vinted.co.uk',
  depop: 'depop.com',
  poshmark: 'poshmark.com',
  'bol.com': 'bol.com',
  marktplaats: 'marktplaats.nl',
  tweakers: 'tweakers.net',
  trovaprezzi: 'trovaprezzi.it',
  trendyol: 'trendyol.com',
  hepsiburada: 'hepsiburada.com',
  'noon.com': 'noon.com',

  // China and beyond
  alibaba: 'alibaba.com 1688.com m.alibaba.com message.alibaba.com offer.alibaba.com',
  aliexpress: 'aliexpress.com aliexpress.ru aliexpress.us',
  taobao: 'taobao.com tb.cn',
  tmall: 'tmall.com tmall.hk',
  jd: 'jd.com jd.hk 3.cn',
  pinduoduo: 'pinduoduo.com yangkeduo.com',
  suning: 'suning.com',
  vipshop: 'vip.com',
  smzdm: 'smzdm.com',
  temu: 'temu.com',
  shein: 'shein.com shein.co.uk',
  dhgate: 'dhgate.com',

  // Japan and Korea
  'rakuten ichiba': 'item.rakuten.co.jp search.rakuten.co.jp',
  mercari: 'mercari.com',
  kakaku: 'kakaku.com',
  zozo: 'zozo.jp',
  'yahoo auctions': 'auctions.yahoo.co.jp page.auctions.yahoo.co.jp paypayfleamarket.yahoo.co.jp',
  'naver shopping':
    'shopping.naver.com m.shopping.naver.com cr.shopping.naver.com cr2.shopping.naver.com ' +
    'msearch.shopping.naver.com smartstore.naver.com brand.naver.com',
  coupang: 'coupang.com',
  gmarket: 'gmarket.co.kr',
  '11st': '11st.co.kr',
  danawa: 'danawa.com',

  // Russia, India, South-East Asia, Latin America
  ozon: 'ozon.ru',
  wildberries: 'wildberries.ru',
  'yandex market': 'market.yandex.ru',
  avito: 'avito.ru',
  flipkart: 'flipkart.com',
  myntra: 'myntra.com',
  meesho: 'meesho.com',
  indiamart: 'indiamart.com',
  snapdeal: 'snapdeal.com',
  shopee:
    'shopee.com shopee.sg shopee.co.id shopee.co.th shopee.com.my shopee.ph shopee.vn shopee.tw ' +
    'shopee.com.br shp.ee',
  lazada: 'lazada.com lazada.sg lazada.co.id lazada.co.th lazada.com.my lazada.com.ph lazada.vn',
  tokopedia: 'tokopedia.com',
  mercadolibre:
    'mercadolibre.com mercadolibre.com.ar mercadolibre.com.mx mercadolibre.cl ' +
    'mercadolibre.com.co mercadolibre.com.pe mercadolibre.com.uy mercadolivre.com.br',
  magalu: 'magazineluiza.com.br magalu.com',
  americanas: 'americanas.com.br',
  buscape: 'buscape.com.br zoom.com.br',
}
