/**
 * A custom pixel for Shopify (Settings → Customer events → Add custom pixel): paste all of it, change the two lines.
 * It sends what Shopify tells of the shop and the checkout; engagement and links are known only to the script itself.
 */
const COLLECTOR = 'https://growth.example.com'
const SITE = 'example.com'

/** Whether an id of the browser may be used: what the customer said to the shop's banner, as it changes. */
let allowed = init.customerPrivacy?.analyticsProcessingAllowed ?? false
const privacy = globalThis.customerPrivacy ?? globalThis.api?.customerPrivacy
privacy?.subscribe('visitorConsentCollected', (event) => {
  allowed = event.customerPrivacy.analyticsProcessingAllowed
})

/** Shopify's id of the event, which is the same whenever it tells it, in letters and digits. */
const idOf = (event) => event.id.replace(/[^A-Za-z0-9]/g, '').slice(-36)

function send(event, name, told = {}) {
  const { document } = event.context
  const body = {
    ...(allowed && event.clientId && { visitor: event.clientId }),
    ...(init.data?.customer?.id && allowed && { user: init.data.customer.id }),
    sent: Date.now(),
    language: event.context.navigator?.language,
    events: [
      {
        id: idOf(event),
        name,
        at: Date.parse(event.timestamp),
        url: document.location.href,
        referrer: document.referrer,
        title: document.title,
        ...told,
      },
    ],
  }
  // Text, so that browsers ask no leave before it.
  fetch(`${COLLECTOR}/t/${SITE}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(body),
    keepalive: true,
  }).catch(() => undefined)
}

const productProps = (variant) => ({
  product: variant.product.title,
  variant: variant.title ?? '',
  sku: variant.sku ?? '',
})

analytics.subscribe('page_viewed', (event) => send(event, 'pageview'))

analytics.subscribe('product_viewed', (event) =>
  send(event, 'Product viewed', { props: productProps(event.data.productVariant) }),
)

analytics.subscribe('product_added_to_cart', (event) => {
  const { merchandise, quantity } = event.data.cartLine
  send(event, 'Added to cart', { props: { ...productProps(merchandise), quantity } })
})

// What was searched for may be anything that a person types; it stays in the shop.
analytics.subscribe('search_submitted', (event) => send(event, 'Search'))

analytics.subscribe('checkout_started', (event) => send(event, 'Checkout started'))

analytics.subscribe('checkout_completed', (event) => {
  const { checkout } = event.data
  send(event, 'Order', {
    revenue: {
      amount: checkout.totalPrice.amount,
      currency: checkout.currencyCode,
      // The same order is one sale, however often its page is opened.
      order: String(checkout.order?.id ?? checkout.token),
    },
  })
})
