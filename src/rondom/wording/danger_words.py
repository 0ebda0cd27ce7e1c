"""How danger at home is said in the other languages that parents read here. Our own lists, not yet checked
by people who grew up with these languages.

Patterns are for ``plain_letters``: without capitals and accents, Arabic in one spelling. Every language
is looked for in every text. ``CLEAR`` is about violence by a grown-up, abuse, or wanting to die; ``ASK`` may
also be an ordinary question, about a child that hits.
"""

import re

_EN_WHO = (
    r"(?:my|her|his|their|our|your|an?)\s(?:step|ex[-\s]?|former\s|own\s)?"
    r"(?:husband|wife|partner|boyfriend|girlfriend|ex|father|mother|dad|daddy|mom|mum|mummy|parents?|"
    r"uncle|grand(?:father|pa|dad)|brother-in-law|father-in-law|mother-in-law)"
)
_EN_HITS = (
    r"(?:hits?|hitting|beats?|beating|beaten|slap(?:s|ped)?|kick(?:s|ed)?|punch(?:es|ed)?|chok(?:es|ed|ing)|"
    r"strangl(?:es|ed)|threaten(?:s|ed|ing)?|abus(?:es|ed|ing)|rap(?:es|ed)|molest(?:s|ed))"
)
_EN_CHILD = r"(?:my|our|the|him|her)\s?(?:child(?:ren)?|kids?|son|daughter|baby|toddler)?"
_ENGLISH = rf"""
    {_EN_WHO}\s(?:[\w']+\s){{0,4}}{_EN_HITS} | \b{_EN_HITS}\s(?:[\w']+\s){{0,2}}by\s{_EN_WHO}
    | \b(?:i|we)\s(?:[\w']+\s){{0,2}}(?:hit|beat|slap(?:ped)?|kick(?:ed)?|shook)\s{_EN_CHILD}\b
    | \b(?:afraid|scared|frightened|terrified)\sof\s{_EN_WHO} | \b(?:afraid|scared)\sto\sgo\shome
    | \b(?:not|never|don't\sfeel|doesn't\sfeel)\ssafe\s(?:at|in\sour|in\smy)\s?home | \bunsafe\sat\shome
    | \bhome\sis\s(?:not\ssafe|unsafe) | \bdomestic\s(?:violence|abuse) | \bviolence\sat\shome
    | \bchild\sabuse | \bsexual(?:ly)?\sabus | \bincest\b | \bwas\sraped\b | \bhono(?:u)?r\skilling
    | \bsuicid | \bkill(?:s|ed|ing)?\s(?:myself|himself|herself|themselves|ourselves|us\sall)
    | \bwants?\sto\sdie\b | \bwanted\sto\sdie\b | \bwish(?:es)?\s(?:i|he|she)\s(?:was|were)\sdead
    | \b(?:don't|doesn't|do\snot|does\snot)\swant\sto\slive | \bself[-\s]?harm
    | \b(?:hurts?|cuts?|cutting|hurting)\s(?:myself|himself|herself) | \bwith\sa\s(?:knife|gun)\b
"""
_ENGLISH_ASK = r"""
    violen(?:t|ce) | hits? | hitting | beaten | beats? | slaps? | bruises? | threat\w* | abuse[ds]?
    | locked\s(?:up|in) | weapons? | knife | unsafe | not\ssafe | forced\smarriage | aggressive
"""

_PL_WHO = (
    r"(?:maz|meza|mezem|zona|partner|partnerka|konkubent|chlopak|byly|byla|ojciec|tata|tatus|matka|mama|"
    r"ojczym|macocha|wujek|dziadek|rodzice|tesc|szwagier)"
)
_PL_HITS = (
    r"(?:bije|bija|bil|bila|pobil\w*|pobit\w*|uderza|uderzyl\w*|kopal\w*|kopnal\w*|dusi|dusil\w*|grozi|"
    r"grozil\w*|molestuje|molestowal\w*|gwalci|zgwalcil\w*|zneca|znecal\w*|szarpie)"
)
_POLISH = rf"""
    \b{_PL_WHO}\s(?:\w+\s){{0,4}}{_PL_HITS}\b | \b{_PL_HITS}\s(?:\w+\s){{0,2}}{_PL_WHO}\b
    | \b(?:bijemy|uderzylam|uderzylem|zbilam|zbilem|pobilam|pobilem)\s(?:\w+\s){{0,2}}
      (?:dzieck\w*|dzieci|syna|corke|synka|coreczke|go|ja)\b
    | \bbo[ij]\w*\ssie\s(?:\w+\s)?(?:meza|zony|partnera|konkubenta|ojca|taty|matki|mamy|ojczyma|bylego)\b
    | \bbo[ij]\w*\ssie\s(?:wracac|isc|wrocic)\sdo\sdomu | \bw\sdomu\s(?:nie\sjest|jest\snie)\s?bezpieczn
    | \bniebezpiecznie\sw\sdomu | \bprzemoc\w*\s(?:domow|w\sdomu|w\srodzin) | \bznecani | \bmolestowan
    | \bzgwalc | \bkazirodz | \bwykorzyst\w+\sseksualn | \bsamoboj | \bnie\schc\w+\s(?:juz\s)?zyc\b
    | \bchc\w+\s(?:umrzec|sie\szabic) | \bzabi(?:c|je|ja)\s(?:sie|mnie|nas)\b | \bokalecz\w*\ssie
    | \btnie\ssie\b | \bz\snozem\b | \bz\sbronia\b
"""
_POLISH_ASK = r"""
    przemoc\w* | bije | bija | uderza | uderzyl\w* | siniak\w* | grozi | agresywn\w* | noz | nozem | bron
    | umrzec | zabic | zamkniet\w* | niebezpieczn\w*
"""

_TR_WHO = (
    r"(?:kocam|esim|karim|partnerim|sevgilim|erkek\sarkadasim|eski\s(?:esim|kocam)|babam|annem|babasi|annesi|"
    r"uvey\s(?:babam|babasi|annem|annesi)|dedesi|amcasi|dayisi|agabeyim|kayinpederim|kayinvalidem)"
)
_TR_HITS = (
    r"(?:dov(?:uyor|du|er|mus)\w*|vur(?:uyor|du|ur)\w*|tokat\w*|tekme\w*|tehdit\w*|bogaz\w*|"
    r"siddet\w*|taciz\w*|dayak\w*|istismar\w*)"
)
_TURKISH = rf"""
    \b{_TR_WHO}\s(?:\w+\s){{0,4}}{_TR_HITS}\b
    | \b(?:kocamdan|esimden|karimdan|partnerimden|sevgilimden|babamdan|annemden|babasindan|annesinden)\s
      (?:\w+\s)?kork
    | \bcocu(?:gumu|guma|klarimi|klarima)\s(?:\w+\s){{0,2}}(?:dov\w+m\b|vur\w+m\b|tokat\sat\w+m\b)
    | \b(?:oglumu|ogluma|kizimi|kizima)\s(?:\w+\s){{0,2}}(?:dov\w+m\b|vur\w+m\b|tokat\sat\w+m\b)
    | \bevde\s(?:siddet|guvende\sdegil|guvenli\sdegil) | \bev(?:imiz)?\sguvenli\sdegil | \baile\sici\ssiddet
    | \b(?:cocuk|cinsel)\sistismar | \bistismar\sed | \btecavuz | \bensest | \bintihar
    | \bolmek\sisti | \byasamak\sistemi | \bken(?:dini|dimi)\soldur | \bken(?:dine|dime)\szarar
    | \bbicakla\b | \bsilahla\b | \beve\sgitmekten\skork
"""
_TURKISH_ASK = r"""
    siddet\w* | vur(?:uyor|du)\w* | dov(?:uyor|du)\w* | dayak | morar\w* | morluk\w* | tehdit\w* | oldur\w*
    | silah\w* | bicak\w* | guvende\sdegil\w* | saldirgan\w* | kilitl\w* | zorla\sevlen\w*
"""

_AR_WHO = (
    r"[وف]?(?:زوجي|زوجتي|طليقي|طليقتي|شريكي|حبيبي|خطيبي|ابي|والدي|بابا|ابوه|ابوها|ابوهم|"
    r"والده|والدها|والدهم|امي|ماما|امه|امها|والدته|والدتها|عمه|عمها|خاله|خالها|جده|جدها|اخي|"
    r"زوج\s(?:امي|امه|امها))"
)
_AR_HITS = (
    r"[وف]?(?:[يت]?ضرب\w*|[يت]عنف\w*|[يت]?هدد\w*|[يت]عتدي\w*|اعتد\w+|"
    r"[يت]خنق\w*|[يت]تحرش\w*|[يت]غتصب\w*)"
)
_ARABIC = rf"""
    \b{_AR_WHO}\s(?:\w+\s){{0,4}}{_AR_HITS}\b | \b{_AR_HITS}\s(?:\w+\s){{0,2}}{_AR_WHO}\b
    | \b[وف]?(?:اخاف|خاف|تخاف|يخاف|نخاف|خايف\w*|خائف\w*)\sمن\s{_AR_WHO}\b
    | \b(?:اضرب|ضربت|نضرب)\s(?:\w+\s)?
      (?:ابني|ابنتي|بنتي|ولدي|طفلي|طفلتي|اولادي|اطفالي|ابناءي|اطفالنا|اولادنا)\b
    | \bعنف\s(?:اسري|منزلي|عاءلي|داخل\sالبيت|في\s(?:البيت|المنزل))
    | \bالعنف\s(?:الاسري|المنزلي|في\s(?:البيت|المنزل))
    | \bاعتداء\sجنسي | \bتحرش | \bاغتصاب | \bزنا\sالمحارم | \bاساءه\s(?:جنسيه|معامله)
    | \b[وفيتن]*ا?نتحر | \b[وف]?(?:ال)?انتحار
    | \b[وف]?(?:اريد|تريد|يريد|بدي|بده|بدها|اتمني|تتمني|يتمني)\s(?:ان\s)?(?:اموت|تموت|يموت|الموت)\b
    | \b(?:لا|ما)\s(?:اريد|تريد|يريد|بدي|بده|بدها)\s(?:ان\s)?(?:اعيش|تعيش|يعيش|العيش)\b
    | \b[اتي]قتل\s(?:نفسي|نفسها|نفسه|نا)\b | \b[اتي]وذي\s(?:نفسي|نفسها|نفسه)\b
    | \b(?:غير\sامن\w*|ليس\sامنا|لست\sبامان|لسنا\sبامان|لا\sاشعر\sبالامان)\sفي\s(?:البيت|المنزل|بيتي|بيتنا)
    | \b(?:البيت|المنزل|بيتنا)\sغير\sامن | \bب(?:ال)?سكين | \bب(?:ال)?سلاح
"""
_ARABIC_ASK = r"""
    [وف]?(?:ال)?عنف | عنيف\w* | [يتا]?ضرب\w* | كدم\w+ | [يت]?هدد\w* | تهديد\w* | [يتا]موت | [يتا]?قتل\w*
    | (?:ال)?خطر | غير\sامن\w* | عدواني\w* | محبوس\w* | سكين | سلاح | زواج\sقسري
"""


def _one(*tables: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{table})" for table in tables), re.VERBOSE)


CLEAR = _one(_ENGLISH, _POLISH, _TURKISH, _ARABIC)
ASK = _one(*(rf"\b(?:{table})\b" for table in (_ENGLISH_ASK, _POLISH_ASK, _TURKISH_ASK, _ARABIC_ASK)))
