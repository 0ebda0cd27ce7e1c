"""What stands in the column ``type``: one word for each way that forms spell it."""

import re
from dataclasses import dataclass

from rondom.instruments.instrument import Kind

_SELECT = re.compile(
    r"(?:add )?(?P<word>select[ _]one|select1|select[ _]multiple|select all that apply|rank)"
    r"(?: (?:prompt )?(?:from|using))? (?P<list>\S+)(?P<other> or[ _](?:other|specify other))?",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(r"(begin|end)[ _](group|repeat|score|kobomatrix|rank|literacy)", re.IGNORECASE)

KINDS = {
    "select_one": Kind.ONE,
    "score__row": Kind.ONE,
    "acknowledge": Kind.ONE,
    "select_multiple": Kind.MANY,
    "rank": Kind.MANY,
    "integer": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "range": Kind.NUMBER,
    "date": Kind.DATE,
    "datetime": Kind.DATE,
    "time": Kind.TEXT,
    "text": Kind.TEXT,
    "note": Kind.NOTE,
}
WRITTEN = {
    Kind.ONE: "select_one",
    Kind.MANY: "select_multiple",
    Kind.PARTNERS: "select_multiple",
    Kind.NUMBER: "decimal",
    Kind.DATE: "date",
    Kind.TEXT: "text",
    Kind.NOTE: "note",
}
METADATA = frozenset(
    "start end today deviceid device_id subscriberid imei simserial sim_id phonenumber phone_number username "
    "email audit start-geopoint background-audio background-geopoint".split()
)
COMPUTED = frozenset("calculate calculation hidden hidden_value".split())
NOT_ASKED = frozenset(
    "image photo picture audio video file barcode geopoint gps location geotrace geoshape "
    "select_one_from_file select_multiple_from_file select_one_external osm xml-external csv-external".split()
)
_SPELLED = {
    "int": "integer",
    "string": "text",
    "select1": "select_one",
    "select_all_that_apply": "select_multiple",
    "trigger": "acknowledge",
    "date_time": "datetime",
    "q_text": "text",
    "q_string": "text",
    "q_integer": "integer",
    "q_decimal": "decimal",
    "q_date": "date",
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type: its word, the choice list that it names, and whether 'anders' comes with it."""

    word: str
    choices: str = ""
    other: bool = False

    @property
    def is_known(self) -> bool:
        if self.word in ("select_one", "select_multiple", "rank"):
            return bool(self.choices)
        return self.word in KINDS or self.is_kept or self.word.startswith(("begin_", "end_"))

    @property
    def is_kept(self) -> bool:
        """Stays in the file and is not asked here."""
        return self.word in METADATA | COMPUTED | NOT_ASKED


def read_type(written: str) -> Type:
    """The type in a cell; an unknown word stays as it is."""
    written = " ".join(written.split()).removeprefix("uri:")
    if structure := _STRUCTURE.match(written):
        return Type(f"{structure[1]}_{structure[2]}".lower())
    if select := _SELECT.fullmatch(written):
        return Type(_word(select["word"]), select["list"], bool(select["other"]))
    if written.lower().startswith("score__row"):
        return Type("score__row")
    first = written.split(" ")[0].lower()
    return Type(first if first in NOT_ASKED else _word(written))


def known_words() -> list[str]:
    """All words that people may have meant."""
    return ["begin_group", "end_group", "begin_repeat", "end_repeat", *KINDS, *sorted(METADATA | COMPUTED)]


def _word(written: str) -> str:
    word = written.lower().replace(" ", "_")
    return _SPELLED.get(word, word)
