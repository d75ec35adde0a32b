"""Golden values of experiments/statistics, each made another way than the code makes it: CUPED and ratios from the
units themselves, the posterior by numerical integration, the sequence by its formula in 50 digits.

python3 experiments.py > experiments.json      (Python 3, numpy, scipy 1.17, mpmath 1.3)
"""
import json
import numpy as np
from mpmath import mp, mpf, sqrt, log, exp
from scipy import integrate, optimize, stats

mp.dps = 50
rng = np.random.default_rng(20261128)


def moments_text(x):
    return {'n': len(x), 'sum': float(np.sum(x)), 'sum_squares': float(np.sum(x * x))}


def welch(a, b):
    r = stats.ttest_ind(b, a, equal_var=False)
    ci = r.confidence_interval(0.95)
    return {'estimate': float(b.mean() - a.mean()), 'df': float(r.df), 'p_value': float(r.pvalue),
            'interval': [float(ci.low), float(ci.high)]}


# Revenue-like values, with the same unit's values before.
before_a = rng.gamma(1.5, 10, 400)
before_b = rng.gamma(1.5, 10, 350)
a = 0.7 * before_a + rng.normal(5, 8, 400)
b = 0.7 * before_b + rng.normal(7, 8, 350)
both, both_before = np.concatenate([a, b]), np.concatenate([before_a, before_b])
theta = np.cov(both, both_before)[0, 1] / np.var(both_before, ddof=1)
adjusted_a = a - theta * (before_a - both_before.mean())
adjusted_b = b - theta * (before_b - both_before.mean())


def lift_of_adjusted():
    """ln of the adjusted means' ratio, its error from what each unit moves it by (b̄ is in both means), θ as it is."""
    m0, m1 = adjusted_a.mean(), adjusted_b.mean()
    share = len(a) / len(both)
    c = 1 / m1 - 1 / m0
    moved_a = -(a - theta * before_a) / m0 + c * theta * share * before_a
    moved_b = (b - theta * before_b) / m1 + c * theta * (1 - share) * before_b
    se = np.sqrt(moved_a.var(ddof=1) / len(a) + moved_b.var(ddof=1) / len(b))
    half = stats.t.isf(0.025, stats.ttest_ind(adjusted_b, adjusted_a, equal_var=False).df) * se
    return {'estimate': float(m1 / m0 - 1), 'interval': [float(np.expm1(np.log(m1 / m0) + s * half)) for s in (-1, 1)]}


def paired(x, pre):
    return {'n': len(x), 'post_sum': float(x.sum()), 'post_sum_squares': float((x * x).sum()),
            'pre_sum': float(pre.sum()), 'pre_sum_squares': float((pre * pre).sum()),
            'post_pre_sum_products': float((x * pre).sum())}


# A ratio: money over orders, linearised unit by unit (Deng et al. 2018).
orders_a, orders_b = rng.poisson(2, 500) + 1, rng.poisson(2, 450) + 1
money_a, money_b = orders_a * rng.gamma(2, 20, 500), orders_b * rng.gamma(2, 22, 450)


def linear(money, orders):
    r = money.sum() / orders.sum()
    return r + (money - r * orders) / orders.mean()


def ratio(money, orders):
    return {'n': len(money), 'num_sum': float(money.sum()), 'num_sum_squares': float((money**2).sum()),
            'den_sum': float(orders.sum()), 'den_sum_squares': float((orders.astype(float)**2).sum()),
            'num_den_sum_products': float((money * orders).sum())}


def sequence(n0, x0, n1, x1, alpha, tuning):
    """Proportions."""
    n0, x0, n1, x1, alpha = map(mpf, (n0, x0, n1, x1, str(alpha)))
    m0, m1 = x0 / n0, x1 / n1
    v0, v1 = m0 * (1 - m0), m1 * (1 - m1)
    pooled = ((n0 - 1) * v0 + (n1 - 1) * v1) / (n0 + n1 - 2)
    se = sqrt(max(v0 / n0 + v1 / n1, pooled * (1 / n0 + 1 / n1)))
    n = n0 + n1
    rho2 = (-2 * log(alpha) + log(1 - 2 * log(alpha))) / tuning
    r = n * rho2 + 1
    half = se * sqrt(2 * r / (n * rho2) * log(sqrt(r) / alpha))
    z = (m1 - m0) / se
    e = exp(z**2 * (r - 1) / (2 * r)) / sqrt(r)
    return {'p_value': float(min(mpf(1), 1 / e)), 'interval': [float(m1 - m0 - half), float(m1 - m0 + half)]}


def posterior(n0, x0, n1, x1, sd):
    """By integration of prior × likelihood of d."""
    m0, m1 = x0 / n0, x1 / n1
    se = np.sqrt(m0 * (1 - m0) / n0 + m1 * (1 - m1) / n1)
    weigh = lambda d: stats.norm.pdf(d, 0, sd * m0) * stats.norm.pdf(m1 - m0, d, se)
    wide = 12 * se
    at = m1 - m0
    points = [0.0, at]
    every = integrate.quad(weigh, at - wide, at + wide, points=points, epsabs=0, epsrel=1e-12, limit=500)[0]
    win = integrate.quad(weigh, 0, at + wide, epsabs=0, epsrel=1e-12, limit=500)[0]
    loss = integrate.quad(lambda d: -d * weigh(d), at - wide, 0, epsabs=0, epsrel=1e-12, limit=500)[0]
    return {'chance_to_win': win / every, 'expected_loss': loss / every}


def relative(n0, x0, n1, x1, level):
    """Of proportions, on the log scale; Student's quantile with Welch's degrees of freedom."""
    m0, m1 = mpf(x0) / n0, mpf(x1) / n1
    v0, v1 = m0 * (1 - m0), m1 * (1 - m1)
    a, b = v0 / n0, v1 / n1
    df = (a + b) ** 2 / (a**2 / (n0 - 1) + b**2 / (n1 - 1))
    half = mpf(float(stats.t.isf((1 - level) / 2, float(df)))) * sqrt(a / m0**2 + b / m1**2)
    middle = log(m1 / m0)
    return {'estimate': float(m1 / m0 - 1), 'interval': [float(exp(middle - half) - 1), float(exp(middle + half) - 1)]}


def sample_ratio(counts, weights):
    expected = sum(counts) * np.array(weights) / sum(weights)
    r = stats.chisquare(counts, expected)
    return {'chi_squared': float(r.statistic), 'p_value': float(r.pvalue)}


def plan(p0, effect, alpha, power, variants):
    """Units a variant of a proportion, and the units of all that a sequence needs, over those of one look."""
    p1 = p0 * (1 + effect)
    each = alpha / (variants - 1)
    z, up = stats.norm.isf(each / 2), stats.norm.isf(1 - power)
    units = (z + up) ** 2 * (p0 * (1 - p0) + p1 * (1 - p1)) / (p0 * effect) ** 2
    r = 1 - 2 * np.log(alpha) + np.log(1 - 2 * np.log(alpha))
    c = np.sqrt(2 * r / (r - 1) * np.log(np.sqrt(r) / each))
    return {'per_variant': float(units), 'factor': float(((c + up) / (z + up)) ** 2)}


def looks(shares, alpha, there):
    """Bounds by quadrature over the path of the sum (Gauss and Legendre, 300 nodes a look), the spending as it is defined."""
    nodes, weights = np.polynomial.legendre.leggauss(300)
    spent = [2 * stats.norm.sf(stats.norm.isf(alpha / 4) / np.sqrt(t)) for t in shares]
    bounds, places, mass, before, used = [], np.array([0.0]), np.array([1.0]), 0.0, 0.0
    for share, upto in zip(there, spent):
        step = np.sqrt(share - before)
        over = lambda edge: float(np.sum(mass * stats.norm.sf((edge - places) / step))) - (upto - used)
        edge = optimize.brentq(over, 0, 40, xtol=1e-14, rtol=1e-14)
        bounds.append(edge / np.sqrt(share))
        at = edge * nodes
        density = stats.norm.pdf((at[:, None] - places[None, :]) / step) / step
        places, mass, before, used = at, edge * weights * (density @ mass), share, upto
    return bounds


def holm(values):
    """The definition: the greatest of (m − j + 1)·p₍ⱼ₎ up to one's own rank."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    m = len(values)
    return [min(1.0, max((m - j) * values[order[j]] for j in range(order.index(i) + 1))) for i in range(m)]


def shares_apart(n0, x0, n1, x1):
    """z of the pooled test: the root of Pearson's χ² without correction, with the sign of the difference."""
    chi = stats.chi2_contingency([[x0, n0 - x0], [x1, n1 - x1]], correction=False).statistic
    return float(np.sign(x1 / n1 - x0 / n0) * np.sqrt(chi))


def wilson(x, n):
    ci = stats.binomtest(x, n).proportion_ci(0.95, 'wilson')
    return [float(ci.low), float(ci.high)]


def newcombe(x0, n0, x1, n1):
    """Of x0/n0 less x1/n1, from scipy's Wilson intervals."""
    (l0, u0), (l1, u1), d = wilson(x0, n0), wilson(x1, n1), x0 / n0 - x1 / n1
    return [float(d - np.hypot(x0 / n0 - l0, u1 - x1 / n1)), float(d + np.hypot(u0 - x0 / n0, x1 / n1 - l1))]


totals = [float(x) for x in rng.gamma(1.2, 30, 137)]
p_values = [0.01, 0.04, 0.03, 0.5, 0.0001, 0.04, 0.9]

print(json.dumps({
    'mean': {'control': moments_text(a), 'b': moments_text(b), 'absolute': welch(a, b)},
    'cuped': {'control': paired(a, before_a), 'b': paired(b, before_b), 'absolute': welch(adjusted_a, adjusted_b),
              'relative': lift_of_adjusted(),
              'variance_reduction': float(1 - (adjusted_a.var(ddof=1) / 400 + adjusted_b.var(ddof=1) / 350)
                                          / (a.var(ddof=1) / 400 + b.var(ddof=1) / 350))},
    'ratio': {'control': ratio(money_a, orders_a), 'b': ratio(money_b, orders_b),
              'absolute': welch(linear(money_a, orders_a), linear(money_b, orders_b))},
    'sequences': [[*case, sequence(*case)] for case in
                  [(500, 50, 500, 80, 0.05, 5000), (9000, 450, 1000, 30, 0.05, 5000), (10000, 1000, 10000, 1150, 0.01, 20000),
                   (60, 6, 60, 0, 0.05, 5000), (500, 1, 500, 6, 0.05, 5000)]],
    'posteriors': [[*case, posterior(*case)] for case in
                   [(1000, 100, 1000, 120, 0.3), (5000, 500, 5000, 480, 0.3), (20000, 400, 20000, 520, 0.1)]],
    'relatives': [[*case, relative(*case)] for case in
                  [(1000, 100, 1000, 150, 0.95), (1000000, 100, 1000000, 400, 0.95), (9000, 450, 1000, 30, 0.99)]],
    'sample_ratios': [[*case, sample_ratio(*case)] for case in
                      [([9463, 7681], [0.5, 0.5]), ([9400, 610], [0.95, 0.05]), ([330, 350, 341], [1, 1, 1]),
                       ([821, 1588], [1, 2])]],
    'plans': [[*case, plan(*case)] for case in
              [(0.1, 0.1, 0.05, 0.8, 2), (0.1, -0.1, 0.05, 0.9, 2), (0.02, 0.05, 0.01, 0.8, 3), (0.6, 0.2, 0.1, 0.95, 5)]],
    'looks': [[*case, looks(*case)] for case in
              [(shares, alpha, there or shares) for shares, alpha, there in
               [([0.2, 0.4, 0.6, 0.8, 1], 0.05, None), ([0.25, 0.5, 0.75, 1], 0.05, None), ([0.1, 0.35, 0.8, 1], 0.01, None),
                ([0.5, 0.51, 1], 0.1, None), ([0.25, 0.5, 0.75, 1], 0.05, [0.25, 0.5, 0.75, 1.5]),
                ([0.3, 0.6, 0.9, 1], 0.05, [0.3, 0.6, 0.9, 0.95])]]],
    'holm': [p_values, holm(p_values)],
    'shares_apart': [[*case, shares_apart(*case)] for case in
                     [(100, 20, 100, 30), (5000, 480, 7000, 610), (1000000, 100, 1000000, 400)]],
    'wilson': [[*case, wilson(*case)] for case in [(60, 120), (60, 1000), (1, 3), (0, 7), (7, 7)]],
    'newcombe': [[*case, newcombe(*case)] for case in [(56, 70, 48, 80), (9, 10, 3, 10), (480, 5000, 610, 7000)]],
    'quantiles': [totals, [[p, float(np.quantile(totals, p))] for p in [0, 0.01, 0.25, 0.5, 0.9, 0.99, 1]]],
}, indent=1))
