"""How many respondents a test of fit needs: power of tests about RMSEA."""

from dataclasses import dataclass
from math import ceil

from rondom.analysis.estimates import TooFewData

CLOSE, NOT_CLOSE = 0.05, 0.08
MOST_RESPONDENTS = 10_000_000


@dataclass(frozen=True, slots=True)
class FitPower:
    """The chance that the test rejects ``null`` when ``actual`` is true, at significance ``alpha``."""

    power: float
    null: float
    actual: float
    df: int
    n: int
    groups: int
    alpha: float


def rmsea_power(
    *, df: int, n: int, null: float = CLOSE, actual: float = NOT_CLOSE, alpha: float = 0.05, groups: int = 1
) -> FitPower:
    """Power of the chi-square test of RMSEA = ``null`` against ``actual``, in ``n`` respondents together.

    Close fit when ``actual`` lies above ``null`` (rejected for a large chi-square), not-close fit when it
    lies below (rejected for a small one). Noncentrality is (n - 1) df rmsea^2 / groups, as in semTools.
    Source: MacCallum, Browne and Sugawara (1996); docs/methods/power.md.
    """
    _require(df, null, actual, alpha, groups)
    if n <= groups:
        raise TooFewData(f"Met {n} respondenten is er niets te toetsen. Neem er meer dan {groups}.")
    return FitPower(_power(df, n, null, actual, alpha, groups), null, actual, df, n, groups, alpha)


def respondents_for_power(
    power: float,
    *,
    df: int,
    null: float = CLOSE,
    actual: float = NOT_CLOSE,
    alpha: float = 0.05,
    groups: int = 1,
) -> int:
    """The fewest respondents with which the test has at least this power.

    Raises TooFewData when ten million are not enough.
    """
    _require(df, null, actual, alpha, groups)
    if not 0 < power < 1:
        raise ValueError("Het onderscheidend vermogen ligt tussen 0 en 1.")
    low, high = groups + 1, groups + 2
    while _power(df, high, null, actual, alpha, groups) < power:
        low, high = high, 2 * high
        if high > MOST_RESPONDENTS:
            raise TooFewData("Zo'n klein verschil in RMSEA is met geen haalbaar aantal mensen te zien.")
    while high - low > 1:
        middle = ceil((low + high) / 2)
        if _power(df, middle, null, actual, alpha, groups) < power:
            low = middle
        else:
            high = middle
    return low if _power(df, low, null, actual, alpha, groups) >= power else high


def _power(df: int, n: int, null: float, actual: float, alpha: float, groups: int) -> float:
    from scipy.special import chdtri, chndtr, chndtrix

    below, above = ((n - 1) * df * rmsea**2 / groups for rmsea in (null, actual))

    def limit(share: float) -> float:
        return float(chndtrix(share, df, below) if below > 0 else chdtri(df, 1 - share))

    if actual > null:
        return 1 - float(chndtr(limit(1 - alpha), df, above))
    return float(chndtr(limit(alpha), df, above))


def _require(df: int, null: float, actual: float, alpha: float, groups: int) -> None:
    if df < 1 or groups < 1:
        raise ValueError("Een toets van passing heeft vrijheidsgraden en een groep nodig.")
    if not (0 <= null < 1 and 0 <= actual < 1) or null == actual:
        raise ValueError("Geef twee verschillende waarden van RMSEA, van 0 tot 1.")
    if not 0 < alpha < 1:
        raise ValueError("Het significantieniveau ligt tussen 0 en 1.")
