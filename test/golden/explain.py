"""Writes explain.json: acts of people in two fortnights, and what the tests of a change must make of them. φ is that of R's
`quasipoisson` and `quasibinomial` (Pearson's residuals over their degrees of freedom), worked out from the single acts.

    python3 test/golden/explain.py > test/golden/explain.json   (scipy 1.17.1, numpy)
"""
import json
import numpy as np
from scipy import stats

DAYS = 14


def acts(rng, people, rate):
    """Rows of person, day, amount, in the order of people and days."""
    rows = []
    for person in range(people):
        for day in sorted(set(rng.choice(DAYS, size=1 + rng.poisson(0.4)))):
            rows += [[person, int(day), int(rng.poisson(rate))] for _ in range(1 + rng.poisson(0.3))]
    return rows


def table(rows, once):
    """People by day, amounts by day, amounts by person."""
    daily, own = {}, {}
    for person, day, amount in rows:
        daily[person, day] = daily.get((person, day), 0) + amount
        own[person] = own.get(person, 0) + amount
    cap = (lambda x: min(1, x)) if once else (lambda x: x)
    people, amounts, each = np.zeros(DAYS), np.zeros(DAYS), []
    for (_, day), amount in daily.items():
        people[day] += 1
        amounts[day] += cap(amount)
        each.append(cap(amount))
    return people, amounts, np.array(each, float), np.array([cap(x) for x in own.values()], float)


def groups(season):
    return [np.arange(first, DAYS, season) for first in range(season)]


def phi_counts(periods, season):
    squares = df = 0
    for counts in periods:
        for group in groups(season):
            c = counts[group]
            if c.sum() > 0:
                squares += ((c - c.mean()) ** 2 / c.mean()).sum()
                df += len(c) - 1
    return max(1, squares / df), df


def phi_rates(periods, season):
    squares = df = 0
    for people, amounts, variance in periods:
        for group in groups(season):
            n, x = people[group], amounts[group]
            n, x = n[n > 0], x[n > 0]
            if len(n) == 0:
                continue
            squares += ((x - n * x.sum() / n.sum()) ** 2 / (n * variance)).sum()
            df += len(n) - 1
    return max(1, squares / df), df


def two_sided(z, df):
    return float(2 * stats.t.sf(abs(z), df))


def z_of_shares(x0, n0, x1, n1):
    p = (x0 + x1) / (n0 + n1)
    return (x1 / n1 - x0 / n0) / np.sqrt(p * (1 - p) * (1 / n0 + 1 / n1))


def case(seed, people, rates, season):
    rng = np.random.default_rng(seed)
    value = [acts(rng, n, rate) for n, rate in zip(people, rates)]
    others = [acts(rng, 150, 0.3) for _ in value]
    many, once = [table(rows, False) for rows in value], [table(rows, True) for rows in value]
    n0, n1 = (len(one[3]) for one in many)
    phi, df = phi_counts([one[0] for one in many], season)
    volume = two_sided((n1 - n0) / DAYS / np.sqrt(phi * (n0 + n1) / DAYS ** 2), df)
    phi, df = phi_rates([(one[0], one[1], one[2].var(ddof=1)) for one in once], season)
    z = z_of_shares(once[0][3].sum(), n0, once[1][3].sum(), n1)
    rate = two_sided(z / np.sqrt(phi), df)
    phi, df = phi_rates([(one[0], one[1], one[2].var(ddof=1)) for one in many], season)
    found = stats.ttest_ind(many[1][3], many[0][3], equal_var=False)
    mean = two_sided(found.statistic / np.sqrt(phi), min(found.df, df))
    everybody = [one[0] + table(rows, True)[0] for one, rows in zip(many, others)]
    shares = [(all_, one[0], one[0].sum() / all_.sum()) for one, all_ in zip(many, everybody)]
    phi, df = phi_rates([(all_, own, s * (1 - s)) for all_, own, s in shares], season)
    whole = [len(one[3]) + len(table(rows, True)[3]) for one, rows in zip(many, others)]
    share = two_sided(z_of_shares(n0, whole[0], n1, whole[1]) / np.sqrt(phi), df)
    return {"season": season, "value": value, "others": others, "people": [int(n) for n in whole],
            "volume": volume, "share": share, "rate": rate, "mean": mean}


CASES = [case(1, (60, 40), (0.5, 0.3), 1), case(2, (80, 90), (0.2, 0.6), 7), case(3, (40, 8), (0.4, 0.4), 1)]
print(json.dumps(CASES, separators=(",", ":")))
