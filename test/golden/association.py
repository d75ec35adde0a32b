"""Writes association.json: φ with Fisher's interval, and Fisher's exact test.

    python3 test/golden/association.py > test/golden/association.json   (scipy 1.17.1, numpy)
"""
import json
import numpy as np
from scipy import stats

TABLES = [(30, 10, 10, 50), (1, 9, 11, 3), (40, 10, 30, 920), (12, 3, 5, 40), (50, 50, 49, 51), (7, 0, 3, 9), (120, 880, 60, 8940)]


def row(a, b, c, d):
    did = np.repeat([1, 1, 0, 0], [a, b, c, d])
    stayed = np.repeat([1, 0, 1, 0], [a, b, c, d])
    found = stats.pearsonr(did, stayed)
    low, high = found.confidence_interval(0.95)
    p = stats.fisher_exact([[a, b], [c, d]]).pvalue
    return {"table": [a, b, c, d], "phi": float(found.statistic), "interval": [float(low), float(high)], "p": float(p)}


print(json.dumps([row(*table) for table in TABLES], indent=1))
