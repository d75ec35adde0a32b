"""Writes saturation.json: days of spend and conversions, and the least squares of three forms.

    python3 test/golden/saturation.py > test/golden/saturation.json   (scipy 1.17.1, numpy)
"""
import json
import numpy as np
from scipy.optimize import curve_fit

rng = np.random.default_rng(7)


def line(x, base, height):
    return base + height * x


def log(x, base, height, scale):
    return base + height * np.log1p(x / scale)


def hill(x, base, height, scale, power):
    return base + height * x**power / (scale**power + x**power)


FORMS = {"line": (line, [1, 0.1]), "log": (log, [1, 10, 50]), "hill": (hill, [1, 60, 100, 1.5])}


def fit(form, x, y):
    f, start = FORMS[form]
    most = x.max()
    low = [0, 0, most * np.exp(-7 if form == "log" else -4), np.exp(-1)][: len(start)]
    high = [np.inf, np.inf, most * np.exp(3 if form == "log" else 2), np.exp(1.8)][: len(start)]
    best = None
    for scale in (0.1, 0.5, 2.0):
        p0 = list(start)
        if len(p0) > 2:
            p0[2] = most * scale
        p, _ = curve_fit(f, x, y, p0=p0, bounds=(low, high), xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=200000)
        rss = float(((y - f(x, *p)) ** 2).sum())
        if best is None or rss < best["rss"]:
            best = {"parameters": [float(v) for v in p], "rss": rss}
    n, k = len(x), len(start) + 1
    best["aicc"] = float(n * np.log(best["rss"] / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1))
    return best


def row(name, truth, n, noise):
    x = np.round(rng.uniform(5, 300, n), 2)
    y = np.round(np.maximum(0, truth(x) + rng.normal(0, noise, n)), 3)
    return {"name": name, "spend": x.tolist(), "conversions": y.tolist(), "fits": {form: fit(form, x, y) for form in FORMS}}


print(json.dumps([
    row("line", lambda x: line(x, 2, 0.12), 60, 2.0),
    row("log", lambda x: log(x, 1, 12, 20), 90, 1.5),
    row("hill", lambda x: hill(x, 1, 40, 120, 2.6), 90, 1.5),
    row("saturated", lambda x: hill(x, 0, 30, 25, 1.2), 60, 2.0),
], indent=1))
