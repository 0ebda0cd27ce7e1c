"""Numbers, streets and ways to say a name from the countries where many parents come from.

Only what hardly ever is something else: a stop that is not needed keeps a parent from asking.
"""

import re

PHONE = re.compile(
    r"(?<![\w.,+])(?:"
    r"(?:45|5[0137]|6[069]|7[2389]|88)\d(?:[ -]?\d{3}){2}"  # Polish mobiles
    r"|6[ -]?[1-58]\d{7}"  # Dutch mobiles without the 0
    r"|5[0-5]\d[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}"  # Turkish mobiles without the 0
    r")(?![\w%]|[.,-]\d)"
)

_NUMBER = r"(?:no\.?\s?:?\s?)?\d{1,4}(?:\s?[a-z])?\b"
ADDRESS = re.compile(
    rf"\b(?:ul\.?|ulic[aey]|al\.|alej[aei]|os\.)\s[\w'’-]+(?:\s[\w'’-]+)?\s{_NUMBER}"
    rf"|\b[\w'’-]+\s(?:sokak|sokağı|sok\.|caddesi|cadde|cad\.|bulvarı)\s{_NUMBER}"
    r"|\b\d{1,4}[a-z]?\s[A-Z][\w'’-]+\s(?:street|road|avenue|lane|drive)\b"
    r"|شارع\s\w+(?:\s\w+)?\s(?:رقم\s)?\d{1,4}\b",
    re.IGNORECASE,
)

_CHILD = (
    r"(?:zoon(?:tje)?|dochter(?:tje)?|kind(?:je)?|baby|jongen|meisje|man|vrouw|vriend(?:in)?|"
    r"buur(?:man|vrouw))"
)
_NO_NAME = (
    r"(?!(?:a|an|the|names?|not|by|to|out|in|on|at|for|because|stupid|bad|ugly|lazy|fat|different|autis\w*|"
    r"dat|die|de|het|een|hoe|nu|zo|ook|niet|geen|nog|wel|al|eigenlijk|van|met|voor|bij|naar|als|toch|anders|"
    r"to|jak|tak|nie|co|ale|i|"
    r"ne|ile|da|de|bile|çok|var|yok|değil|ve|gibi|için|"
    r"في|على|من|لا|ليس|هو|هي|ما)\b)"
)
INTRODUCED = re.compile(
    rf"\b(?:(?:mijn|onze|ons|haar|zijn|hun)\s{_CHILD}\s(?:heet|genaamd)|(?:mijn|zijn|haar)\snaam\sis|ik\sheet"
    r"|(?:my|our|his|her)\s(?:son|daughter|child|baby|boy|girl|kid)(?:\sis|['’]s)?\s(?:called|named)"
    r"|(?:son|daughter|child|baby|kid)(?:['’]s)?\sname\sis|(?:my|his|her)\sname\sis"
    r"|ma(?:m)?\sna\simię|nazywam?\ssię"
    r"|(?:oğlumun|kızımın|çocuğumun|bebeğimin|eşimin)\s(?:adı|ismi)|benim\sadım"
    rf"|(?:ابني|ابنتي|طفلي|طفلتي)\sاسمه?ا?|اسمي|اسم\s(?:ابني|ابنتي|طفلي|طفلتي))\s{_NO_NAME}([^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)
"""Whoever says how someone is called gives a name, with a capital or not, in a list or not."""
