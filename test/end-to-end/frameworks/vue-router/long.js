import { onMounted, onUnmounted, ref } from 'vue'

/** A page that fetches before it knows what it is called and how long it is. */
export default {
  setup() {
    const known = ref(false)
    let later
    onMounted(() => {
      later = setTimeout(() => {
        known.value = true
        document.title = 'Long'
      }, 300)
    })
    onUnmounted(() => clearTimeout(later))
    return { known }
  },
  template: `<main :style="{ height: known ? '3000px' : '600px' }">
    <h1>{{ known ? 'Long' : 'Loading…' }}</h1>
  </main>`,
}
