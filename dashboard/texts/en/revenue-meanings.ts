/** What the numbers about customers mean, by name: what they are, their rule of thumb and its reason. */
export const revenueMeanings = {
  customers: {
    name: 'Customers',
    definition: 'Accounts, or people without one, that pay for a subscription at the month’s end.',
    rule: '',
  },
  mrr: {
    name: 'MRR',
    definition:
      'Monthly recurring revenue: what all subscriptions bring a month, a year’s price counted as a twelfth. Trials bring nothing.',
    rule: '',
  },
  arr: { name: 'ARR', definition: 'Annual recurring revenue: MRR times 12.', rule: '' },
  arpa: {
    name: 'ARPA',
    definition: 'Average revenue per account: MRR divided by customers.',
    rule: '',
  },
  customer_churn: {
    name: 'Customer churn',
    definition:
      'Customers that left in the month, divided by those at its start. Below 5 %, because at 5 % half of all are gone within 14 months. Whether the rule is kept is judged by the last twelve months together.',
    rule: 'below 5 %',
  },
  revenue_churn: {
    name: 'Revenue churn',
    definition:
      'Net: MRR lost by leaving and shrinking, less what those who stayed added, divided by MRR at the start. Below 2 %, because what is lost has to be won anew before anything grows. Below zero those who stay outweigh those who leave.',
    rule: 'below 2 %',
  },
  nrr: {
    name: 'NRR',
    definition:
      'Net revenue retention: of a month’s first MRR, what is there at its end from the same customers. Above 100 % revenue grows without a single new customer.',
    rule: 'above 100 %',
  },
  grr: {
    name: 'GRR',
    definition:
      'Gross revenue retention: the same without what customers added. It shows a leak that expansion hides; above 95 % a month goes with a churn below 5 %.',
    rule: 'above 95 %',
  },
  quick_ratio: {
    name: 'Quick ratio',
    definition:
      'MRR gained (new, reactivated, expanded) for each unit lost (contracted, churned). Above 4, because growth with less is mostly spent on refilling.',
    rule: 'above 4',
  },
  ltv: {
    name: 'LTV',
    definition:
      'Lifetime value: ARPA times gross margin, divided by the churn of the last twelve whole months. The interval is as wide as that churn is uncertain; below five customers that left there is none.',
    rule: '',
  },
  cac: {
    name: 'CAC',
    definition:
      'Customer acquisition cost: spend of the month, with the other costs that are entered fully loaded, divided by its new customers. Less than a year’s price, because more is money lent to customers for longer than most plans hold.',
    rule: 'below a year’s price',
  },
  ltv_to_cac: {
    name: 'LTV : CAC',
    definition:
      'Lifetime value divided by the cost of winning a customer. Above 3, because what is left must carry everything else. The rule counts as kept or missed only when the whole interval is on one side.',
    rule: 'above 3',
  },
  payback: {
    name: 'Payback',
    definition:
      'Months until a customer’s gross margin has covered what winning it cost, as if nobody left before. Below 12, because until then growth costs cash.',
    rule: 'below 12 months',
  },
  bridge: {
    name: 'How MRR has moved',
    definition:
      'MRR at the start, plus new, reactivated and expanded, less contracted and churned, plus or minus what exchange rates changed, is exactly MRR at the end. What happens and unhappens within a month is nothing.',
    rule: '',
  },
  profit: {
    name: 'When customers have paid back what they cost',
    definition:
      'Customers by the month in which they were won: what they have brought by each payment, at the gross margin, less what winning them cost, for each of them. Where a line crosses zero they are paid back; who left brings nothing more.',
    rule: '',
  },
  cohorts: {
    name: 'By the month in which they came',
    definition:
      'Each row is who brought money first in one month; each cell what is left of them so many months later. Above 100 % those who stayed pay more than all did at first: negative churn, outlined. Hatched is not over yet.',
    rule: '',
  },
  by: {
    name: 'By first source or plan',
    definition:
      'Customers of the last whole month by what their first visit was like, an account by the earliest of its people, or by the plan that brings most. CAC is the spend under that name; other costs are nobody’s own and not in it.',
    rule: '',
  },
  growth: {
    name: 'Where growth ends',
    definition:
      'While as many customers come each month and the same share leaves, their number nears new ÷ churn: there as many leave as come. Nearly reached means that no more than a twentieth is missing.',
    rule: '',
  },
}
