"""Writes unit-economics.json: lifetime value, the ends of Wilson's interval of the churn beneath it, and five years of it.

    python3 test/golden/unit-economics.py > test/golden/unit-economics.json   (scipy 1.17.1)
"""
import json
from scipy import stats

POOLS = [(5, 40, 80), (7, 120, 36.5), (31, 2400, 412), (150, 150, 10), (60, 1100, 29.9)]


def row(churned, start, margin):
    interval = stats.binomtest(churned, start).proportion_ci(0.95, method="wilson")
    c = churned / start
    # Month by month: whoever is there leaves the margin, and c of them do not come to the next.
    ltv_60 = sum(margin * (1 - c) ** month for month in range(60))
    return {
        "churned": churned,
        "start": start,
        "margin": margin,
        "interval": [interval.low, interval.high],
        "ltv": margin / c,
        "ltv_interval": [margin / interval.high, margin / interval.low],
        "ltv_60": ltv_60,
    }


print(json.dumps([row(*pool) for pool in POOLS], indent=1))
