"""Texts that ask for help at once instead of an answer later: violence and danger at home, wanting to die."""

import re
from enum import StrEnum

from rondom.wording import danger_words
from rondom.wording.letters import plain_letters


class Danger(StrEnum):
    """How sure the words are. ``ASK``: the one who writes is asked whether it is about danger at home."""

    NONE = "none"
    ASK = "ask"
    CLEAR = "clear"


_GROWN_UP = (
    r"(?:mijn|de|haar|zijn|hun|een|onze|stief)\s?(?:man|vrouw|ex|ex-?man|ex-?vrouw|partner|vriend|"
    r"(?:stief)?(?:vader|moeder)|papa|mama|oom|opa|ouders?|begeleider|trainer)"
)
_HITS = r"(?:sla(?:at|an|gen)|sloeg(?:en)?|geslagen|schopte?|geschopt|trapt|knijpt|bedreig(?:t|de)|wurgt)"

_CLEAR = re.compile(
    rf"""
    mishandel | huiselijk\sgeweld | geweld\sthuis | thuis\sgeweld | eerwraak
    | kindermisbruik | misbruikt | seksueel\smisbruik | verkracht | aangerand | aanrand | incest
    | gewurgd | bedreigd\smet | met\seen\smes | vuurwapen
    | zelfmoord | su[iï]cid | (?:wil|wilde|wou)\s(?:niet\smeer\sleven|dood) | dood\swil
    | (?:zich|mij|me)zelf\siets\saan | zelf(?:beschadig|verwond)ing | automutil
    | (?:zich|mij|me)zelf\s(?:(?:vaak|soms|heel|steeds|telkens|weer|ook|expres|bewust)\s){{0,3}}
      (?:pijn|snij|sneed|gesneden|kras|gekrast|beschadig|verwond)
    | (?:snij|sneed|kras|beschadig|verwond)\w*\s(?:\w+\s)?(?:zich|mij|me)zelf
    | (?:snij|sneed|kras)\w*\s(?:\w+\s){{0,2}}in\s(?:haar|zijn|mijn)\s(?:eigen\s)?(?:arm|pols|been|benen|huid)
    | (?:niet\smeer\sveilig|onveilig)\sthuis | thuis\s(?:is\s)?(?:niet|on)\s?veilig
    | {_GROWN_UP}\s(?:\w+\s){{0,4}}{_HITS} | {_HITS}\s(?:\w+\s){{0,2}}door\s{_GROWN_UP}
    | (?:ik|we|wij)\s(?:\w+\s){{0,2}}(?:sla|sloeg|slaan|geslagen)\s
      (?:\w+\s){{0,2}}(?:mijn|ons|onze|hem|haar|kind)
    | bang\s(?:\w+\s)?voor\s{_GROWN_UP} | bang\som\snaar\shuis
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASK = re.compile(
    rf"\b(?:geweld|{_HITS}|misbruik|blauwe\splek(?:ken)?|dreig\w*|bedreig\w*|opgesloten|wapen|mes|doodmaken|"
    r"dood|veilig\sthuis|niet\sveilig|onveilig|agressie(?:f|ve)?|"
    r"een\s(?:corrigerende\s|pedagogische\s)?(?:tik|klap|mep)(?:je|jes)?|"
    r"(?:geven?|geef|geeft|gaf|krijg|krijgt|kreeg)\s(?:\w+\s){0,2}(?:tikken|klappen|meppen))\b",
    re.IGNORECASE,
)


_SPACED_OUT = re.compile(r"(?<!\w)(?:\w ){2,}\w(?!\w)")


def danger(text: str) -> Danger:
    """Whether a text is about danger: clearly, perhaps (then ask), or not by these words.

    Dutch, and the other languages in which parents read the pages: whatever language they chose there.
    """
    letters = plain_letters(text)
    ways = (" ".join(text.split()), letters, _SPACED_OUT.sub(lambda it: it[0].replace(" ", ""), letters))
    if any(_CLEAR.search(way) or danger_words.CLEAR.search(way) for way in ways):
        return Danger.CLEAR
    asks = any(_ASK.search(way) or danger_words.ASK.search(way) for way in ways)
    return Danger.ASK if asks else Danger.NONE
