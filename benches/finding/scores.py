"""In: queries and what was found for each. Out: recall@10, MRR@10, share without an answer, with bootstrap intervals."""

import random


def recall(found, right, depth=10):
    """The share of what is right that is among the first ten, of ten at most."""
    return len(set(found[:depth]) & set(right)) / min(depth, len(right))


def reciprocal(found, right, depth=10):
    """One over the place of the first right one, 0 beyond the tenth."""
    return next((1 / (n + 1) for n, one in enumerate(found[:depth]) if one in right), 0.0)


def interval(values, rounds=1000):
    """The 95 % bootstrap interval of a mean."""
    chance = random.Random(1)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[rounds // 40], means[-1 - rounds // 40]


def percentile(values, share):
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
