"""The key figures that we keep: what they mean, in which unit, and from which publication."""

from dataclasses import dataclass

from django.db import models


class Indicator(models.TextChoices):
    """Key figures by code; the label is what people read."""

    INHABITANTS = "inhabitants", "Inwoners"
    CHILDREN = "children", "Kinderen tot 15 jaar"
    HOUSEHOLDS = "households", "Huishoudens"
    HOUSEHOLDS_WITH_CHILDREN = "households_with_children", "Huishoudens met kinderen"
    LOWEST_40_INCOME = "lowest_40_income", "Huishoudens bij de laagste 40% inkomens"
    LOW_INCOME = "low_income", "Huishoudens met een laag inkomen"
    SOCIAL_MINIMUM = "social_minimum", "Huishoudens onder of rond het sociaal minimum"
    SOCIAL_MINIMUM_110 = "social_minimum_110", "Huishoudens tot 110% van het sociaal minimum"
    SOCIAL_MINIMUM_120 = "social_minimum_120", "Huishoudens tot 120% van het sociaal minimum"
    POVERTY = "poverty", "Inwoners in armoede"
    SES_SCORE = "ses_score", "SES-WOA-score"
    SES_SPREAD = "ses_spread", "Spreiding van de SES-WOA-score"
    SES_HOUSEHOLDS = "ses_households", "Particuliere huishoudens (SES-WOA)"


KWB = "Kerncijfers wijken en buurten"
SES_WOA = "Sociaal-economische status (SES-WOA)"


@dataclass(frozen=True, slots=True)
class Meaning:
    """How to read an indicator. ``unit`` is "aantal", "%" or "score"; counts add up, the others do not."""

    publication: str
    unit: str
    definition: str  # Dutch, for the page
    decimals: int = 0

    @property
    def is_count(self) -> bool:
        return self.unit == "aantal"


_LOW = "Aandeel van de particuliere huishoudens"

MEANINGS: dict[str, Meaning] = {
    Indicator.INHABITANTS: Meaning(KWB, "aantal", "Inwoners op 1 januari, afgerond op vijf."),
    Indicator.CHILDREN: Meaning(KWB, "aantal", "Inwoners van 0 tot 15 jaar op 1 januari."),
    Indicator.HOUSEHOLDS: Meaning(KWB, "aantal", "Particuliere huishoudens op 1 januari."),
    Indicator.HOUSEHOLDS_WITH_CHILDREN: Meaning(KWB, "aantal", "Huishoudens met thuiswonende kinderen."),
    Indicator.LOWEST_40_INCOME: Meaning(KWB, "%", f"{_LOW} bij de 40% laagste inkomens van Nederland.", 1),
    Indicator.LOW_INCOME: Meaning(KWB, "%", f"{_LOW} onder de lage-inkomensgrens van het CBS.", 1),
    Indicator.SOCIAL_MINIMUM: Meaning(
        KWB, "%", f"{_LOW} met een inkomen onder of rond het sociaal minimum.", 1
    ),
    Indicator.SOCIAL_MINIMUM_110: Meaning(KWB, "%", f"{_LOW} met een inkomen tot 110% van het minimum.", 1),
    Indicator.SOCIAL_MINIMUM_120: Meaning(KWB, "%", f"{_LOW} met een inkomen tot 120% van het minimum.", 1),
    Indicator.POVERTY: Meaning(
        KWB,
        "%",
        "Aandeel inwoners in armoede, volgens de methode sinds 2024. Niet te vergelijken met eerder.",
        1,
    ),
    Indicator.SES_SCORE: Meaning(
        SES_WOA,
        "score",
        "Gemiddelde score voor welvaart, opleiding en werk. Nederland is ongeveer 0; hoger is gunstiger.",
        2,
    ),
    Indicator.SES_SPREAD: Meaning(
        SES_WOA, "score", "Hoe ver huishoudens in het gebied uit elkaar liggen.", 2
    ),
    Indicator.SES_HOUSEHOLDS: Meaning(
        SES_WOA, "aantal", "Huishoudens onder de SES-WOA-score, per honderd afgerond."
    ),
}
