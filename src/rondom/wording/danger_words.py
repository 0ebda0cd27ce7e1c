"""How danger at home is said in the other languages that parents read here. Our own lists, not yet checked
by people who grew up with these languages.

Patterns are for ``plain_letters``: without capitals and accents, Arabic in one spelling. Every language
is looked for in every text. ``CLEAR`` is about violence by a grown-up, abuse, or wanting to die; ``ASK`` may
also be an ordinary question, about a child that hits.
"""

import re

_EN_KIN = (
    r"(?:husband|wife|partner|boyfriend|girlfriend|ex|father|mother|dad|daddy|mom|mum|mummy|parents?|uncle|"
    r"grand(?:father|pa|dad)|(?:brother|father|mother|sister)-in-law)"
)
_EN_WHO = rf"(?:my|her|his|their|our|your|an?)\s(?:step|ex[-\s]?|former\s|own\s)?{_EN_KIN}(?:'?s\s\w+)?"
_EN_WHOM = (
    r"(?:me|us|her|him|them|(?:my|our|the|his|her)\s(?:\w+\s)?"
    r"(?:child(?:ren)?|kids?|son|daughter|baby|sister|mother|mum|mom))"
)
_EN_HITS = (
    r"(?:hits?|hitting|beats?|beating|beaten|slap(?:s|ped)?|kick(?:s|ed)?|punch(?:es|ed)?|push(?:es|ed)|"
    r"shoved?|hurts?|shakes|shook|touch(?:es|ed)?|lock(?:s|ed))"
)
_EN_HARMS = (
    r"(?:chok(?:es|ed|ing)|strangl(?:es|ed|ing)|threaten(?:s|ed|ing)?|abus(?:es|ed|ing)|rap(?:es|ed)|"
    r"molest(?:s|ed)|kills?\s(?:me|us|her|him|them|my)|kicks?\s(?:me|us))"
)
_NOT_EN = r"(?:don'?t|doesn'?t|didn'?t|do\snot|does\snot|not|no\slonger)"
_ENGLISH = rf"""
    \b{_EN_WHO}\s(?:[\w']+\s){{0,5}}{_EN_HITS}\s{_EN_WHOM}\b(?!\s(?:at|in)\s(?:chess|cards|games?|the\sgame))
    | \b{_EN_WHO}\s(?:[\w']+\s){{0,5}}{_EN_HARMS}
    | \b(?:{_EN_HITS}|{_EN_HARMS})\s(?:[\w']+\s){{0,2}}by\s{_EN_WHO}
    | \b(?:i|we)\s(?:[\w']+\s){{0,2}}(?:hit|beat|slap(?:ped)?|kick(?:ed)?|shook)\s{_EN_WHOM}\b
    | \b(?:afraid|scared|frightened|terrified)\sof\s{_EN_WHO} | \b(?:afraid|scared)\sto\sgo\shome
    | \b{_NOT_EN}\s(?:feel\s)?safe\s(?:at|in\sour|in\smy)\s?home
    | \bnever\ssafe\sat\shome | \bunsafe\sat\shome
    | \bhome\sis\s(?:not\ssafe|unsafe) | \bdomestic\s(?:violence|abuse) | \bviolence\sat\shome
    | \bchild\sabuse | \bsexual(?:ly)?\sabus | \bincest\b | \b(?:was|been|got)\sraped\b
    | \bhono(?:u)?r\skilling
    | \bsuicid | \bkill(?:s|ed|ing)?\s(?:myself|himself|herself|themselves|ourselves|us\sall)
    | \b(?:wants?|wanted|going|will|tried|threatens?|threatened)\s(?:to\s)?kill\s
      (?:me|us|her|him|them|my|the\schild)
    | \bwant(?:s|ed)?\sto\sdie\b | \bwish(?:es)?\s(?:i|he|she)\s(?:was|were)\sdead
    | \b{_NOT_EN}\swant\sto\slive | \bself[-\s]?harm
    | \b(?:hurts?|cuts?|cutting|hurting)\s(?:myself|himself|herself) | \bwith\sa\s(?:knife|gun)\b
"""
_ENGLISH_ASK = r"""
    violen(?:t|ce) | hits? | hitting | beaten | beats? | slaps? | bruises? | threat\w* | abuse[ds]? | kills?
    | locked\s(?:up|in|me|us) | weapons? | knife | unsafe | not\ssafe | forced?\s(?:to\smarry|marriage)
    | aggressive | genital\smutilation | fgm | circumcis\w+
"""
_ENGLISH_AROUND = (
    r"(?=.*\b(?:my|the|and|his|she|they|what|how|when|female|we|was|is\sa|(?:he|she)\s\w+\s(?:me|us))\b)"
)

_PL_WHO = (
    r"(?:maz|meza|mezem|zona|partner|partnerka|konkubent|chlopak|byly|byla|ojciec|tata|tatus|matka|mama|"
    r"ojczym|macocha|wujek|dziadek|rodzice|tesc|szwagier)"
)
_PL_WHOM = r"(?:mnie|nas|ja|go|nam|mi|dzieck\w*|dzieci|syna|synka|corke|coreczke|corki|ich)"
_PL_HITS = r"(?:bije|bija|bila|pobil\w*|pobit\w*|uderza|uderzyl\w*|kopal\w*|kopnal\w*|szarpie|popchnal\w*)"
_PL_HARMS = (
    r"(?:dusi|dusil\w*|grozi|grozil\w*|molestuje|molestowal\w*|gwalci|zgwalcil\w*|zneca|znecal\w*|zabije|"
    r"bil\s(?:mnie|nas|dzieci|syna|corke)|(?:mnie|nas)\sbil)"
)
_POLISH = rf"""
    \b{_PL_WHO}\s(?:\w+\s){{0,3}}{_PL_HITS}\s(?:\w+\s){{0,1}}{_PL_WHOM}\b
    | \b{_PL_WHO}\s(?:\w+\s){{0,3}}{_PL_WHOM}\s(?:\w+\s){{0,2}}{_PL_HITS}\b
    | \b{_PL_HITS}\s{_PL_WHOM}\s(?:\w+\s){{0,2}}{_PL_WHO}\b | \b{_PL_WHO}\s(?:\w+\s){{0,4}}{_PL_HARMS}\b
    | \b{_PL_HARMS}\s(?:\w+\s){{0,2}}{_PL_WHO}\b
    | \b(?:bijemy|uderzylam|uderzylem|zbilam|zbilem|pobilam|pobilem)\s(?:\w+\s){{0,2}}
      (?:dzieck\w*|dzieci|syna|corke|synka|coreczke|go|ja)\b
    | \bbo[ij]\w*\ssie\s(?:\w+\s)?(?:meza|zony|partnera|konkubenta|ojca|taty|matki|mamy|ojczyma|bylego)\b
    | \bbo[ij]\w*\ssie\s(?:wracac|isc|wrocic)\sdo\sdomu | \bw\sdomu\s(?:nie\sjest|jest\snie)\s?bezpieczn
    | \bniebezpiecznie\sw\sdomu | \bprzemoc\w*\s(?:domow|w\sdomu|w\srodzin) | \bznecani | \bmolestowan
    | \bzgwalc | \bkazirodz | \bwykorzyst\w+\sseksualn | \bsamoboj | \bnie\schc\w+\s(?:\w+\s){{0,2}}zyc\b
    | \bchc\w+\s(?:umrzec|sie\szabic) | \bzabi(?:c|je|ja)\s(?:sie|mnie|nas)\b | \b(?:mnie|nas)\szabije\b
    | \bokalecz\w*\ssie | \btnie\ssie\b | \bz\snozem\b | \bz\sbronia\b
"""
_POLISH_ASK = r"""
    przemoc\w* | bije | bija | uderza | uderzyl\w* | siniak\w* | grozi | agresywn\w* | noz | nozem
    | umrzec | zabic | zamkniet\w* | zamyka\s(?:mnie|nas) | niebezpieczn\w* | obrzezan\w* | za\smaz\sna\ssile
"""

_TR_WHO = (
    r"(?:kocam|esim|karim|partnerim|sevgilim|erkek\sarkadasim|eski\s(?:esim|kocam)|babam|annem|babasi|annesi|"
    r"uvey\s(?:babam|babasi|annem|annesi)|dedesi|amcasi|dayisi|agabeyim|kayinpederim|kayinvalidem)"
)
_TR_WHOM = r"(?:beni|bana|bizi|bize|onu|ona|onlari|onlara|cocu\w+|kizim\w*|oglum\w*|oglan\w*|kardesi\w*)"
_TR_HITS = r"(?:dov(?:uyor|du|er|mus)\w*|vur(?:uyor|du|ur)\w*|tokat\w*|tekme\w*)"
_TR_HARMS = (
    r"(?:tehdit\w*|bogaz(?:liyor|ladi)|siddet\w*|taciz\w*|dayak\w*|istismar\w*|tecavuz\w*|oldurecek\w*|"
    r"oldurmek\w*|dovuyor)"
)
_TURKISH = rf"""
    \b{_TR_WHO}\s(?:\w+\s){{0,2}}{_TR_WHOM}\s(?:\w+\s){{0,3}}{_TR_HITS}\b
    | \b{_TR_WHO}\s(?:\w+\s){{0,4}}{_TR_HARMS}\b
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
    | silah\w* | bicak\w* | guvende\sdegil\w* | saldirgan\w* | kilitl\w* | zorla\sevlen\w* | kiz\w*\ssunnet\w*
"""

_AR_WHO = (
    r"[وف]?(?:زوجي|زوجتي|طليقي|طليقتي|شريكي|حبيبي|خطيبي|ابي|والدي|بابا|ابوه|ابوها|ابوهم|"
    r"والده|والدها|والدهم|امي|ماما|امه|امها|والدته|والدتها|عمه|عمها|خاله|خالها|جده|جدها|اخي|"
    r"زوج\s(?:امي|امه|امها))"
)
_AR_WHOM = r"(?:ابن\w*|بنت\w*|طفل\w*|اطفال\w*|الاطفال|اولاد\w*|امي|امه|امها)"
_AR_HITS = (
    rf"(?:[وف]?[يت]?ضرب(?:ني|نا|ه|ها|هم|هن|\s{_AR_WHOM})|[وف]?[يت]?(?:عنف|هدد|عتدي|خنق|تحرش|غتصب|حبس)\w*|"
    r"[وف]?اعتد\w+|[وف]?[يت]?قتل\w*)"
)
_ARABIC = rf"""
    \b{_AR_WHO}\s(?:\w+\s){{0,4}}{_AR_HITS}\b | \b{_AR_HITS}\s(?:\w+\s){{0,2}}{_AR_WHO}\b
    | \b[وف]?(?:اخاف|خاف|تخاف|يخاف|نخاف|خايف\w*|خائف\w*|خاءف\w*)\s(?:من\s)?{_AR_WHO}\b
    | \b(?:اضرب|ضربت|نضرب)\s(?:\w+\s)?
      (?:ابني|ابنتي|بنتي|ولدي|طفلي|طفلتي|اولادي|اطفالي|ابناءي|اطفالنا|اولادنا)\b
    | \bعنف\s(?:اسري|منزلي|عاءلي|داخل\sالبيت|في\s(?:البيت|المنزل))
    | \bالعنف\s(?:الاسري|المنزلي|في\s(?:البيت|المنزل))
    | \bاعتداء\sجنسي | \bتحرش | \b\w{{0,3}}اغتصاب | \bزنا\sالمحارم | \bاساءه\s(?:جنسيه|معامله)
    | \b[وفيتن]*ا?نتحر | \b[وف]?(?:ال)?انتحار
    | \b[وف]?(?:اريد|تريد|يريد|بدي|بده|بدها|اتمني|تتمني|يتمني)\s(?:ان\s)?(?:اموت|تموت|يموت|الموت)\b
    | \b(?:لا|ما)\s(?:اريد|تريد|يريد|بدي|بده|بدها)\s(?:ان\s)?(?:اعيش|تعيش|يعيش|العيش)\b
    | \b[اتي]قتل\s(?:نفسي|نفسها|نفسه)\b | \b[اتي]وذي\s(?:نفسي|نفسها|نفسه)\b
    | \b(?:غير\sامن\w*|ليس\sامنا|لست\sبامان|لسنا\sبامان|لا\sاشعر\sبالامان)\sفي\s(?:البيت|المنزل|بيتي|بيتنا)
    | \b(?:البيت|المنزل|بيتنا)\sغير\sامن | \bب(?:ال)?سكين | \bب(?:ال)?سلاح
"""
_ARABIC_ASK = r"""
    [وف]?(?:ال)?عنف | عنيف\w* | [يتا]?ضرب\w* | كدم\w+ | [يت]?هدد\w* | تهديد\w* | [يتا]موت | [يتا]?قتل\w*
    | في\sخطر | غير\sامن\w* | عدواني\w* | محبوس\w* | [يت]حبس\w* | سكين | سلاح
    | (?:زواج|تزويج)\s(?:\w+\s){0,2}(?:قسري|بالقوه|بالاكراه) | ختان\s(?:ال)?(?:بن\w+|ابنت\w+|اناث)
"""


def _one(*tables: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{table})" for table in tables), re.VERBOSE)


CLEAR = _one(_ENGLISH, _POLISH, _TURKISH, _ARABIC)
ASK = _one(
    rf"^{_ENGLISH_AROUND}.*\b(?:{_ENGLISH_ASK})\b",  # 'hit' and 'kick' are Dutch words too
    *(rf"\b(?:{table})\b" for table in (_POLISH_ASK, _TURKISH_ASK, _ARABIC_ASK)),
)
