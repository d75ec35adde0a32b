export const Frame = {
  methods: {
    buy() {
      window.tributary('Bought', { revenue: { amount: '49.00', currency: 'EUR' } })
    },
  },
  template: `<nav>
    <router-link to="/">Home</router-link> <router-link to="/long">Long</router-link>
    <router-link to="/about">About</router-link> <router-link to="/contact">Contact</router-link>
    <router-link to="/old">Old</router-link>
    <a href="https://elsewhere.example/us" target="_blank" rel="noreferrer" aria-label="Elsewhere">
      <svg width="16" height="16">
        <symbol id="icon"><rect width="16" height="16"/></symbol>
        <use href="#icon"/>
      </svg>
    </a>
    <button type="button" data-track="Like">Like</button>
    <button type="button" @click="buy">Buy</button>
  </nav>
  <router-view :key="$route.path"/>`,
}
