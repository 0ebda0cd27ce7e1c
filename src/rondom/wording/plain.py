"""What makes a text hard to read at level B1: long sentences, long words, office words, passives."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SENTENCE = 15
"""Words."""

LONGEST_WORD = 12
"""Letters."""


class RemarkKind(StrEnum):
    """What is hard about it; the value is how it is said, in Dutch."""

    SENTENCE = "lange zin"
    WORD = "lang woord"
    OFFICE = "moeilijk woord"
    PASSIVE = "lijdende vorm"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that may be said more simply; ``advice`` says how, in Dutch."""

    kind: RemarkKind
    text: str
    advice: str


PLAIN_WORDS = {
    "aanwenden": "gebruiken",
    "adequaat": "goed",
    "adequate": "goede",
    "betreffende": "over",
    "conform": "volgens",
    "continueren": "doorgaan",
    "derhalve": "daarom",
    "dient te": "moet",
    "dienen te": "moeten",
    "faciliteren": "helpen",
    "hanteren": "gebruiken",
    "implementeren": "invoeren",
    "indien": "als",
    "in kaart brengen": "op een rij zetten",
    "inventariseren": "vragen wat er is",
    "inzake": "over",
    "monitoren": "volgen",
    "multidisciplinair": "met mensen uit verschillende beroepen",
    "multidisciplinaire": "met mensen uit verschillende beroepen",
    "optimaliseren": "beter maken",
    "participeren": "meedoen",
    "preventie": "voorkomen",
    "prioriteren": "kiezen wat eerst komt",
    "problematiek": "problemen",
    "professional": "medewerker",
    "professionals": "medewerkers",
    "realiseren": "maken, bereiken",
    "regievoerder": "vaste contactpersoon",
    "signaleren": "zien, opmerken",
    "stimuleren": "helpen om verder te komen",
    "teneinde": "om",
    "tevens": "ook",
    "toolkit": "overzicht van hulp",
    "traject": "stappen",
    "verstrekken": "geven",
    "vigerend": "geldend",
    "vigerende": "geldende",
    "welke": "die",
}
"""Office words and what to say instead. 'Welke' counts only after a comma: elsewhere it asks something."""

KNOWN = frozenset(
    """
    telefoonnummer telefoonnummers consultatiebureau consultatiebureaus jeugdverpleegkundige
    jeugdverpleegkundigen kinderdagverblijf peuterspeelzaal huisartsenpost
    """.split()
)
"""Long words that parents know: there is no shorter one, or it is what stands on the door."""

_ADDRESS = re.compile(r"\S*(?:://|@)\S+|\S*/\S*/\S*")
"""Of a page or a mailbox: it is followed, not read."""

_OFFICE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, PLAIN_WORDS))})(?!\w)", re.IGNORECASE)
_SENTENCES = re.compile(r"[^.!?:;\n]+(?:[.!?:;]+|\n|$)")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_DONE = (
    r"(?:(?:(?:aan|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|voor|weg)?ge\w{3,}(?:d|t|en))"
    r"|(?:be|ver|ont|her)\w{3,}(?:d|t))\b"
)
_IS = r"\b(?:wordt|worden|werd|werden)\b"
_PASSIVE = re.compile(rf"{_IS}(?:\s\w+){{0,6}}?\s{_DONE}|\b{_DONE}\s{_IS}", re.IGNORECASE)


def hard_to_read(text: str, *, known: frozenset[str] = KNOWN) -> tuple[Remark, ...]:
    """What could be said more simply, sentence by sentence; ``known`` long words (lower case) are fine."""
    found: list[Remark] = []
    for sentence in sentences(text):
        found += _of_sentence(sentence, known)
    return tuple(found)


def words_per_sentence(texts: Iterable[str]) -> float:
    """How many words a sentence has on average; 0 when there is none."""
    counts = [number for text in texts for one in sentences(text) if (number := len(_WORDS.findall(one)))]
    return sum(counts) / len(counts) if counts else 0.0


def sentences(text: str) -> list[str]:
    """A text in sentences, with a word in place of every address."""
    read = _ADDRESS.sub("adres", text)
    return [" ".join(it[0].split()) for it in _SENTENCES.finditer(read)]


def _of_sentence(sentence: str, known: frozenset[str]) -> list[Remark]:
    found, words = [], _WORDS.findall(sentence)
    if len(words) > LONGEST_SENTENCE:
        advice = f"{len(words)} woorden. Maak er twee zinnen van, van hooguit {LONGEST_SENTENCE} woorden."
        found.append(Remark(RemarkKind.SENTENCE, sentence, advice))
    for office in _OFFICE.finditer(sentence):
        if office[0].casefold() != "welke" or sentence[: office.start()].rstrip().endswith(","):
            advice = f"Schrijf liever: {PLAIN_WORDS[office[0].casefold()]}."
            found.append(Remark(RemarkKind.OFFICE, office[0], advice))
    for word in words:
        parts = re.split(r"[-'’]", word.casefold())
        if max(map(len, parts)) > LONGEST_WORD and word.casefold() not in known | PLAIN_WORDS.keys():
            advice = f"Een woord van {len(word)} letters. Kan het korter, of in twee woorden?"
            found.append(Remark(RemarkKind.WORD, word, advice))
    found += [
        Remark(RemarkKind.PASSIVE, passive[0], "Zeg wie het doet.") for passive in _PASSIVE.finditer(sentence)
    ]
    return found
