/** A single-page application that leaves its links and its form to the browser and intercepts their navigations. */
const parser = new DOMParser()

const show = async (url) => {
  const next = parser.parseFromString(await (await fetch(url)).text(), 'text/html')
  document.title = next.title
  document.querySelector('main').replaceWith(next.querySelector('main'))
}

const open = async (url) => {
  if (url.pathname === '/old') {
    navigation.navigate('/about', { history: 'replace' })
  } else {
    await show(url)
  }
}

navigation.addEventListener('navigate', (event) => {
  const url = new URL(event.destination.url)
  if (!event.canIntercept || event.hashChange || event.navigationType === 'reload') return
  if (event.formData) {
    event.preventDefault()
    navigation.navigate('/thanks')
  } else {
    event.intercept({ handler: () => open(url) })
  }
})
