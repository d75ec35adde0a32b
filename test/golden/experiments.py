"""Golden values of experiments/statistics, each made another way than the code makes it: CUPED and ratios from the
units themselves, the posterior by numerical integration, the sequence by its formula in 50 digits.

python3 experiments.py > experiments.json      (Python 3, numpy, scipy 1.17, mpmath 1.3)
"""
import json
import numpy as np
from mpmath import mp, mpf, sqrt, log, exp
from scipy import integrate, stats

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


print(json.dumps({
    'mean': {'control': moments_text(a), 'b': moments_text(b), 'absolute': welch(a, b)},
    'cuped': {'control': paired(a, before_a), 'b': paired(b, before_b), 'absolute': welch(adjusted_a, adjusted_b),
              'variance_reduction': float(1 - (adjusted_a.var(ddof=1) / 400 + adjusted_b.var(ddof=1) / 350)
                                          / (a.var(ddof=1) / 400 + b.var(ddof=1) / 350))},
    'ratio': {'control': ratio(money_a, orders_a), 'b': ratio(money_b, orders_b),
              'absolute': welch(linear(money_a, orders_a), linear(money_b, orders_b))},
    'sequences': [[*case, sequence(*case)] for case in
                  [(500, 50, 500, 80, 0.05, 5000), (9000, 450, 1000, 30, 0.05, 5000), (10000, 1000, 10000, 1150, 0.01, 20000),
                   (60, 6, 60, 0, 0.05, 5000), (500, 1, 500, 6, 0.05, 5000)]],
    'posteriors': [[*case, posterior(*case)] for case in
                   [(1000, 100, 1000, 120, 0.3), (5000, 500, 5000, 480, 0.3), (20000, 400, 20000, 520, 0.1)]],
}, indent=1))
