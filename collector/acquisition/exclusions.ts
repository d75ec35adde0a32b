import { commonHost } from './hosts.ts'

/**
 * Places a visitor passes through and returns from: payment gateways, banks' checks, sign-in. Their
 * referrers would otherwise take the credit for the sale.
 */
const PASSED_THROUGH: ReadonlySet<string> = new Set(
  [
    // Payment
    'checkout.stripe.com billing.stripe.com buy.stripe.com pay.stripe.com hooks.stripe.com',
    'js.stripe.com connect.stripe.com invoice.stripe.com m.stripe.network checkout.link.com',
    'paypal.com paypalobjects.com paypal.me braintreegateway.com braintree-api.com venmo.com',
    'klarna.com klarnacdn.net klarna.net klarnaservices.com klarnapayments.com',
    'adyen.com adyenpayments.com adyen.link checkoutshopper-live.adyen.com',
    'checkout.com cko-checkout.com mollie.com worldpay.com sagepay.com opayo.eu authorize.net',
    'squareup.com square.link checkout.square.site afterpay.com clearpay.co.uk affirm.com',
    'sezzle.com zip.co laybuy.com paddle.com paddle.net fastspring.com onfastspring.com',
    '2checkout.com verifone.cloud avangate.com secure.payproglobal.com pay.amazon.com',
    'payments.amazon.com pay.google.com payments.google.com applepay.cdn-apple.com',
    'checkout.shopify.com pay.shopify.com shopifycs.com gocardless.com',
    'multisafepay.com buckaroo.nl pay.nl ideal.nl bancontact.com sofort.com giropay.de paydirekt.de',
    'przelewy24.pl payu.com payu.pl payu.in dotpay.pl tpay.com swish.nu vippsmobilepay.com vipps.no',
    'mobilepay.dk nets.eu dibspayment.eu trustly.com satispay.com nexigroup.com redsys.es',
    'payplug.com lydia-app.com paylib.fr razorpay.com paytm.com paytm.in phonepe.com ccavenue.com',
    'cashfree.com billdesk.com instamojo.com paystack.com paystack.co flutterwave.com',
    'mercadopago.com mercadopago.com.br mercadopago.com.ar mercadopago.com.mx pagseguro.uol.com.br',
    'pagseguro.com.br ebanx.com dlocal.com conekta.com openpay.mx alipay.com alipayobjects.com',
    'pay.weixin.qq.com wx.tenpay.com tenpay.com unionpay.com unionpaysecure.com 95516.com',
    'toss.im tosspayments.com inicis.com kcp.co.kr kakaopay.com pay.naver.com payco.com',
    'paypay.ne.jp gmo-pg.com linepay.line.me pay.line.me yookassa.ru yoomoney.ru cloudpayments.ru',
    'qiwi.com robokassa.ru securepay.tinkoff.ru bitpay.com commerce.coinbase.com',
    // Card checks (3-D Secure)
    'cardinalcommerce.com arcot.com 3dsecure.io acs.touchtechpayments.com securesuite.net',
    // Sign-in
    'accounts.google.com accounts.youtube.com appleid.apple.com idmsa.apple.com',
    'login.microsoftonline.com login.microsoft.com login.live.com account.live.com login.windows.net',
    'b2clogin.com ciamlogin.com login.yahoo.com login.yahoo.co.jp auth0.com okta.com oktapreview.com',
    'okta-emea.com onelogin.com pingidentity.com pingone.com amazoncognito.com signin.aws.amazon.com',
    'id.twitch.tv oauth.vk.com id.vk.com id.vk.ru passport.yandex.ru passport.yandex.com',
    'passport.yandex.by passport.yandex.kz passport.yandex.uz passport.yandex.com.tr oauth.yandex.ru',
    'oauth.yandex.com id.kakao.com kauth.kakao.com logins.daum.net login.aol.com account.apple.com',
    'account.mail.ru oauth.mail.ru oauth.telegram.org passport.baidu.com graph.qq.com',
    'accounts.kakao.com nid.naver.com access.line.me open.weixin.qq.com passport.weibo.com',
    'duosecurity.com workos.com authkit.app stytch.com clerk.com accounts.dev',
    'login.salesforce.com login.gov id.me signin.ebay.com auth.openai.com',
    'login.xero.com auth.atlassian.com id.atlassian.com sso.godaddy.com',
  ]
    .join(' ')
    .split(' '),
)

/** Is this referrer's host, or a parent of it on a label boundary, excluded? */
export function isExcluded(referrer: string, defaults: boolean, own: ReadonlySet<string>): boolean {
  // A country's accounts.google.de is entered as accounts.google.com, or as itself.
  const [host = ''] = referrer.split('/', 1)
  return isBelow(host, defaults, own) || isBelow(commonHost(host), defaults, own)
}

function isBelow(host: string, defaults: boolean, own: ReadonlySet<string>): boolean {
  let at = host
  for (;;) {
    if (own.has(at) || (defaults && PASSED_THROUGH.has(at))) return true
    const dot = at.indexOf('.')
    if (dot < 0) return false
    at = at.slice(dot + 1)
  }
}
