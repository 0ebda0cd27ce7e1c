"""What every coefficient of agreement between raters is made of."""

from dataclasses import dataclass

from rondom.analysis.estimates import Interval


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Agreement between raters: 1 is complete, 0 what chance gives (percent agreement: no pair alike).

    ``observed`` is the agreement that was found and ``expected`` what chance would give (None for percent
    agreement; for Krippendorff's alpha both are 1 minus a disagreement in the unit of its distance). ``se``
    and ``interval`` are None where they do not exist, and ``warnings`` says why. ``subjects`` took part,
    ``left_out`` did not because too few raters judged them. ``name`` names the definition, Dutch.
    """

    name: str
    value: float
    interval: Interval | None
    se: float | None
    observed: float
    expected: float | None
    subjects: int
    raters: int
    left_out: int
    missing: str
    warnings: tuple[str, ...]
