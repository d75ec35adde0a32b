import { createApp } from 'vue/dist/vue.esm-bundler.js'
import { createRouter, createWebHashHistory, createWebHistory } from 'vue-router'
import '../look.css'
import { seen } from '../seen.js'
import { Frame } from './frame.js'

const Plain = {
  props: { height: { default: 600 } },
  template: `<main :style="{ height: height + 'px' }"><h1>{{ $route.meta.title }}</h1></main>`,
}

const Contact = {
  template: `<main style="height:600px">
    <h1>Contact</h1>
    <form data-track="Lead" data-track-kind="demo" @submit.prevent="$router.push('/thanks')">
      <label>Email <input name="email" type="email"></label>
    </form>
  </main>`,
}

const routes = [
  { path: '/', component: Plain, props: { height: 2400 }, meta: { title: 'Home' } },
  { path: '/long', component: () => import('./long.js') },
  { path: '/about', component: Plain, meta: { title: 'About' } },
  { path: '/contact', component: Contact, meta: { title: 'Contact' } },
  { path: '/thanks', component: Plain, meta: { title: 'Thanks' } },
  { path: '/search', component: Plain, meta: { title: 'Search' } },
  { path: '/old', component: Plain, beforeEnter: () => seen().then(() => '/about') },
]

/** The same app in both ways; the page that it is served with says which. */
const history = window.HASH_ROUTED ? createWebHashHistory() : createWebHistory()
const router = createRouter({ history, routes })
router.afterEach(({ meta }) => {
  document.title = meta.title ?? 'Loading…'
})
createApp(Frame).use(router).mount('#app')
