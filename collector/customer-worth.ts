/**
 * What who brings so much a month brings in so many months, if of all who are left a share leaves each month:
 * (1 − (1 − c)^n) / c of it. 10.00 a month, churn 0.05, 24 months: 10 × (1 − 0.95^24) / 0.05 = 141.60; 240.00 at no churn.
 */
export function worthWithin(monthly: number, churn: number, months: number): number {
  return monthly * (churn === 0 ? months : (1 - (1 - churn) ** months) / churn)
}
