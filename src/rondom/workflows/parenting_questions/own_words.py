"""Words that come from elsewhere but are ours: pages for parents can say them in another language."""

from django.utils.translation import gettext_noop

CLUES = (
    gettext_noop("e-mailadres"),
    gettext_noop("telefoonnummer"),
    gettext_noop("burgerservicenummer"),
    gettext_noop("rekeningnummer"),
    gettext_noop("postcode"),
    gettext_noop("adres"),
    gettext_noop("datum"),
    gettext_noop("naam"),
)
"""What was found in a text that could lead to a person."""

THEMES = (
    gettext_noop("Slapen"),
    gettext_noop("Eten en drinken"),
    gettext_noop("Zindelijk worden"),
    gettext_noop("Huilen en troosten"),
    gettext_noop("Grenzen en regels"),
    gettext_noop("Luisteren"),
    gettext_noop("Boos, driftig, agressief"),
    gettext_noop("Bang, verlegen, verdrietig"),
    gettext_noop("Zelfvertrouwen en weerbaarheid"),
    gettext_noop("Belonen en straffen"),
    gettext_noop("Praten, taal en meertaligheid"),
    gettext_noop("Ontwikkeling en spelen"),
    gettext_noop("Media en schermen"),
    gettext_noop("Vriendjes en pesten"),
    gettext_noop("Broertjes en zusjes"),
    gettext_noop("School en thuiszitten"),
    gettext_noop("Gewicht, bewegen, gezondheid"),
    gettext_noop("Scheiding en samengesteld gezin"),
    gettext_noop("Geldzorgen en meedoen"),
    gettext_noop("Stress en hoe het met u gaat"),
    gettext_noop("Relatie en ruzie tussen ouders"),
    gettext_noop("Rouw, verlies, ziekte in het gezin"),
    gettext_noop("Opvoeden tussen culturen"),
    gettext_noop("Pubers en seksuele vorming"),
    gettext_noop("Steun en netwerk"),
)
"""Themes that a pool starts with. A theme of a municipality itself stays in Dutch."""

OPINIONS = (
    gettext_noop("Had u hier iets aan?"),
    gettext_noop("veel"),
    gettext_noop("een beetje"),
    gettext_noop("niet"),
)
"""What parents are asked after a group, and what they can answer."""

LANGUAGES = (
    gettext_noop("Nederlands"),
    gettext_noop("Engels"),
    gettext_noop("Arabisch"),
    gettext_noop("Turks"),
    gettext_noop("Pools"),
)
"""What a group is led in, as most groups have it."""
