'use client'

const buy = () => window.tributary('Bought', { revenue: { amount: '49.00', currency: 'EUR' } })

export const Buy = () => (
  <button type="button" onClick={buy}>
    Buy
  </button>
)
