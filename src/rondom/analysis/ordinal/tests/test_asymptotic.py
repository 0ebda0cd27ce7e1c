"""Covariances of thresholds and correlations as lavaan's WLSMV uses them, and robust to organisations."""

import numpy as np
import pytest

from rondom.analysis import TooFewData, tabulate
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.ordinal import (
    asymptotic,
    influence_products,
    ordinal_sample,
    ordinal_sample_from,
    polychoric,
)
from rondom.analysis.ordinal.tests.test_polychoric import MIXED, NAMES

PAIRWISE = """
1.786121512757 1.694790279157 2.133486668175 2.743261317534 1.699538632390 1.894031446794 2.978339336329
4.223647700046 2.248748665097 1.726702411958 1.741860374810 2.488949006469 6.099452697733 1.674003108117
2.499323153604 3.898455206339 1.974326980842 2.935452791057 9.976045858376 1.717998129940 1.652780339630
1.052363222929 1.869947667364 2.287369315545 1.242703152026 0.749326433460 1.468484243016 1.730638836323
0.753105302298 1.167070439802 1.211502106261 1.134338793199 1.373120235674 1.538743152927
"""


def naive_influences(answers: Integers, points: int) -> Floats:
    """Respondents x estimates: how far each estimate falls when a respondent counts a hair less."""
    tables = [tabulate(answers[[row]], points=points) for row in range(len(answers))]
    whole = sum(tables[1:], start=tables[0])
    first, second = np.triu_indices(answers.shape[1], 1)

    def estimates(pairs: Floats) -> Floats:
        from scipy.special import ndtri

        from rondom.analysis.ordinal.two_step import fit_pairs

        own = np.array([np.diag(pairs[item, item]) for item in range(len(pairs))])
        cuts = ndtri(np.cumsum(own, axis=1)[:, :-1] / own.sum(axis=1, keepdims=True))
        return np.concatenate([cuts.ravel(), fit_pairs(pairs[first, second], cuts[first], cuts[second]).rho])

    assert whole.pairs is not None
    total, hair = whole.pairs[0].astype(float), 1e-4
    rows = []
    for table in tables:
        assert table.pairs is not None
        more, less = (estimates(total + side * hair * table.pairs[0]) for side in (1, -1))
        rows.append((more - less) / (2 * hair) * len(answers))
    return np.array(rows)


def test_equals_lavaan_on_unequal_items_with_holes(mixed: Integers) -> None:
    # R> G <- lavInspect(lavCor(d, ordered=names(d), output="fit", missing="pairwise"), "gamma")
    # R> diag(G); c(sum(G), sum(G^2), G[1,20], G[20,30])                   (lavaan 0.6-14)
    found = ordinal_sample(mixed, points=MIXED, items=NAMES, missing="pairwise")
    assert found.respondents == 249
    assert np.diag(found.gamma) == pytest.approx(np.array(PAIRWISE.split(), dtype=float), abs=1e-5)
    assert found.gamma.sum() == pytest.approx(280.657785591995, abs=1e-4)
    assert (found.gamma**2).sum() == pytest.approx(425.586282842652, abs=1e-4)
    assert found.gamma[0, 19] == pytest.approx(-0.059396570802, abs=1e-6)
    assert found.gamma[19, 29] == pytest.approx(0.117598482409, abs=1e-6)
    assert found.names[:3] == ("a|t1", "b|t1", "b|t2")
    assert found.names[18:21] == ("f|t3", "a~~b", "a~~c")


def test_equals_lavaan_on_complete_rows(mixed: Integers) -> None:
    # R> the same with missing="listwise"
    found = ordinal_sample(mixed, points=MIXED, items=NAMES)
    assert found.respondents == 184
    assert found.gamma.sum() == pytest.approx(272.3572767958094, abs=1e-4)
    assert (found.gamma**2).sum() == pytest.approx(364.6724764916893, abs=1e-4)
    assert found.gamma[19, 29] == pytest.approx(0.1340604567918, abs=1e-6)


def test_tables_give_the_exact_diagonal(mixed: Integers) -> None:
    found = ordinal_sample(mixed, points=MIXED, missing="pairwise")
    assert np.diag(found.gamma) == pytest.approx(found.variances, rel=1e-12)
    assert found.standard_errors[found.thresholds] == pytest.approx(
        polychoric(mixed, points=MIXED).standard_errors[0, 1], rel=1e-9
    )


def test_single_precision_keeps_six_digits(twelve: Integers, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = ordinal_sample(twelve, points=5).gamma
    monkeypatch.setattr(asymptotic, "_FEW", 0)
    single = ordinal_sample(twelve, points=5).gamma
    assert single == pytest.approx(exact, abs=2e-6 * np.diag(exact).max())


def test_equals_moving_every_respondent_a_hair() -> None:
    # With the model's own information in place of the observed one the two differ by sampling error only;
    # in a table that fits exactly they are the same. Two items of two points always fit exactly.
    answers = np.repeat([[1, 1], [1, 2], [2, 1], [2, 2]], [30, 12, 9, 21], axis=0)
    moved = naive_influences(answers, 2)
    assert ordinal_sample(answers, points=2).gamma == pytest.approx(moved.T @ moved / 72, rel=1e-5, abs=1e-6)


def test_blocks_do_not_show(twelve: Integers, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = np.arange(400) % 37
    whole = ordinal_sample(twelve, points=5, cluster=cluster).gamma
    monkeypatch.setattr(asymptotic, "_BLOCK_CELLS", 1)
    assert ordinal_sample(twelve, points=5, cluster=cluster).gamma == pytest.approx(
        whole, rel=1e-9, abs=1e-12
    )


def test_organisations_of_one_person_give_the_ordinary_covariance(mixed: Integers) -> None:
    plain = ordinal_sample(mixed, points=MIXED, missing="pairwise")
    alone = ordinal_sample(mixed, points=MIXED, missing="pairwise", cluster=np.arange(250))
    assert alone.gamma * 248 / 249 == pytest.approx(plain.gamma, rel=1e-9, abs=1e-12)
    assert (alone.clusters, plain.clusters) == (249, None)


def test_sums_of_influences_per_organisation_equal_a_naive_sum() -> None:
    answers = np.repeat([[1, 1], [1, 2], [2, 1], [2, 2]], [30, 12, 9, 21], axis=0)
    moved = naive_influences(answers, 2)
    cluster = np.arange(72) % 9
    sums = np.array([moved[cluster == one].sum(axis=0) for one in range(9)])
    found = ordinal_sample(answers, points=2, cluster=cluster).gamma
    assert found == pytest.approx(sums.T @ sums / 72 * 9 / 8, rel=1e-5, abs=1e-6)


def test_resemblance_within_organisations_widens_the_errors(mixed: Integers) -> None:
    plain = ordinal_sample(mixed, points=MIXED, missing="pairwise")
    nested = ordinal_sample(mixed, points=MIXED, missing="pairwise", cluster=np.arange(250) // 10)
    cuts = slice(0, plain.thresholds)
    assert nested.standard_errors[cuts].mean() > 1.15 * plain.standard_errors[cuts].mean()
    assert (nested.variances == plain.variances).all()


def test_one_organisation_is_refused(twelve: Integers) -> None:
    with pytest.raises(TooFewData, match="ten minste twee"):
        ordinal_sample(twelve, points=5, cluster=np.zeros(400, dtype=int))


def test_two_passes_over_parts_give_what_one_pass_gives(mixed: Integers) -> None:
    seen = mixed[(mixed > 0).any(axis=1)]
    member = np.arange(len(seen)) // 10
    parts = [slice(0, 100), slice(100, len(seen))]
    tables = tabulate(seen[parts[0]], points=MIXED) + tabulate(seen[parts[1]], points=MIXED)
    for cluster, clusters in ((None, None), (member, len(np.unique(member)))):
        summed = sum(
            influence_products(seen[part], tables, cluster=None if cluster is None else cluster[part])
            for part in parts
        )
        assert isinstance(summed, np.ndarray)
        found = ordinal_sample_from(tables, summed=summed, clusters=clusters)
        whole = ordinal_sample(seen, points=MIXED, missing="pairwise", cluster=cluster)
        assert found.gamma == pytest.approx(whole.gamma, rel=1e-9, abs=1e-12)
        assert (found.respondents, found.missing, found.clusters) == (249, "pairwise", clusters)


def test_tables_alone_have_errors_but_no_covariances(twelve: Integers) -> None:
    found = ordinal_sample_from(tabulate(twelve, points=5))
    assert found.missing == "listwise"
    assert found.standard_errors == pytest.approx(ordinal_sample(twelve, points=5).standard_errors, rel=1e-9)
    with pytest.raises(ValueError, match="kies DWLS"):
        assert found.gamma is None
