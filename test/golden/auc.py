"""Writes auc.json: the area under the ROC curve, and Newcombe's interval (2006, method 5) by scipy's root finder.

    python3 test/golden/auc.py > test/golden/auc.json   (scipy 1.17.1)
"""
import json
from math import sqrt
from scipy import stats
from scipy.optimize import brentq

Z = stats.norm.ppf(0.975)
SAMPLES = [
    ([80, 70, 66.5, 90, 55, 40], [30, 55, 20, 41, 60]),
    ([10, 20, 30, 40, 50], [60, 70, 80, 90, 100]),
    ([51, 52, 53, 54, 55, 56, 57], [1, 2, 3, 4, 5]),
    ([50] * 9, [50] * 6),
    ([(37 * i) % 101 for i in range(60)], [(53 * i) % 67 for i in range(25)]),
]


def row(stayed, left):
    m, n = len(stayed), len(left)
    auc = stats.mannwhitneyu(stayed, left).statistic / (m * n)

    def off(a):
        variance = a * (1 - a) * (1 + ((m + n) / 2 - 1) * ((1 - a) / (2 - a) + a / (1 + a))) / (m * n)
        return (auc - a) ** 2 - Z * Z * variance

    low = 0 if auc == 0 else brentq(off, 1e-12, auc if auc < 1 else 1 - 1e-12, xtol=1e-14)
    high = 1 if auc == 1 else brentq(off, auc if auc > 0 else 1e-12, 1 - 1e-12, xtol=1e-14)
    return {"stayed": stayed, "left": left, "auc": float(auc), "interval": [low, high]}


print(json.dumps([row(*sample) for sample in SAMPLES], indent=1))
