"""Golden values of test/experiments/statistics, to 30 digits where mpmath knows the function.

python3 distributions.py > distributions.json      (Python 3, mpmath 1.3, scipy 1.17)
"""
import json
from mpmath import mp, mpf, gammainc, betainc, erfc, sqrt, loggamma, binomial
from scipy.stats import false_discovery_control, fisher_exact

mp.dps = 60


def text(x):
    return mp.nstr(x, 20)


def normal_tail(z):
    return erfc(mpf(z) / sqrt(2)) / 2


def student_tail(t, df):
    t, df = mpf(t), mpf(df)
    tail = betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return tail if t >= 0 else 1 - tail


def binomial_at_least(x, n, p):
    # p as the double that it is; term by term.
    p, total = mpf(p), mpf(0)
    term = binomial(n, x) * p**x * (1 - p) ** (n - x)
    for k in range(x, n + 1):
        total += term
        term = term * (n - k) / (k + 1) * p / (1 - p)
    return total


def fisher(a, b, c, d):
    """The definition, in whole numbers."""
    from fractions import Fraction
    from math import comb
    ours, others, drawn = a + b, c + d, a + c
    ways = {k: comb(ours, k) * comb(others, drawn - k)
            for k in range(max(0, drawn - others), min(drawn, ours) + 1)}
    seen = ways[a]
    p = Fraction(sum(w for w in ways.values() if w * 10**7 <= seen * (10**7 + 1)), comb(ours + others, drawn))
    return mpf(p.numerator) / mpf(p.denominator)


tables = [(3, 1, 1, 3), (10, 2, 3, 15), (0, 5, 5, 0), (120, 880, 60, 940), (1, 9, 11, 3), (300, 4700, 280, 44720),
          (2, 2, 2, 2), (0, 10, 0, 10), (1000, 1000, 900, 1100), (5, 0, 3, 0)]
for t in tables:
    known = fisher_exact([[t[0], t[1]], [t[2], t[3]]]).pvalue
    assert abs(known - float(fisher(*t))) <= 1e-9 * known, (t, known, fisher(*t))

p_values = [0.01, 0.04, 0.03, 0.5, 0.0001, 0.04, 0.9]
print(json.dumps({
    'log_gamma': [[x, text(loggamma(mpf(x)))] for x in [0.5, 1.5, 3, 5, 14.5, 15, 100.25, 1e6]],
    'normal_tail': [[z, text(normal_tail(z))] for z in [-8, -3, -0.5, 0, 1e-9, 0.3, 1, 1.959963984540054, 3, 6, 10, 37]],
    'upper_normal_quantile': [[p, text(sqrt(2) * mp.erfinv(1 - 2 * mpf(p)))]
                              for p in [0.975, 0.7, 0.5, 0.3, 0.025, 0.00135, 1e-6, 1e-12]],
    'student_tail': [[t, df, text(student_tail(t, df))] for t, df in
                     [(0, 5), (0.001, 3), (1, 1), (2.228139, 10), (-2, 7.5), (5, 30.7), (7.04, 1e4), (13.4187, 1470711),
                      (3, 1.2), (6.9, 1e7), (40, 2), (1.96, 1.1e7), (6.9, 1.1e7), (-3, 1e8), (1.96, 1e10), (5, 1e12), (0.3, 1e15)]],
    'chi_squared_tail': [[x, df, text(gammainc(mpf(df) / 2, mpf(x) / 2, mp.inf, regularized=True))] for x, df in
                         [(0.001, 1), (3.841459, 1), (185.2266, 1), (8, 2), (0.5, 4), (30, 9), (50.5, 3)]],
    'binomial_at_least': [[x, n, p, text(binomial_at_least(x, n, p))] for x, n, p in
                          [(2, 20, 0.01), (1, 5, 0.3), (60, 1000, 0.04), (5200, 10000, 0.5), (30, 100000, 0.0001),
                           (19, 20, 0.5), (900, 1000, 0.5), (20, 20, 0.9)]],
    'fisher': [[*t, text(fisher(*t))] for t in tables],
    'p_values': p_values,
    'benjamini_hochberg': [float(q) for q in false_discovery_control(p_values)],
}, indent=1))
