"""An instrument: what is asked, how it can be answered, and which answers make a scale.

Frozen values without behaviour of the web or the database, so that a notebook, the command line and
the site all read the same instrument. Texts are kept per language code ("nl", "en").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Texts = Mapping[str, str]


class Kind(StrEnum):
    """How one item is answered."""

    ONE = "one"  # exactly one choice
    MANY = "many"  # any number of choices
    PARTNERS = "partners"  # any number of organisations, listed by the round
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"  # open answer: moderated before anyone reads it
    NOTE = "note"  # read only


NOBODY = "0"
"""The code with which someone says at PARTNERS: with none of these. It stands alone."""


class Missing(StrEnum):
    """Why there is no score although an answer was given. Two different things, never merged."""

    NOT_APPLICABLE = "not_applicable"  # 'niet van toepassing'
    UNKNOWN = "unknown"  # 'weet ik niet'


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be picked. ``score`` is its place on the answer scale; None: has no place."""

    code: str
    label: Texts
    score: float | None = None
    missing: Missing | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """An answer scale: its choices in the order in which they are shown."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def points(self) -> tuple[Choice, ...]:
        """The choices that have a place on the scale."""
        return tuple(choice for choice in self.choices if choice.missing is None)


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``relevant`` is an XLSForm expression; empty: always asked."""

    name: str
    kind: Kind
    label: Texts
    hint: Texts = field(default_factory=dict)
    choices: str = ""  # name of the choice list
    required: bool = False
    relevant: str = ""
    minimum: float | None = None
    maximum: float | None = (
        None  # largest number; for MANY and PARTNERS: how many at most (minimum: at least)
    )
    whole: bool = False  # NUMBER: integers only
    constraint: str = ""  # an XLSForm expression that the answer must meet, beside minimum and maximum
    constraint_message: Texts = field(default_factory=dict)  # said when it does not
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same items once for every choice made at the item ``over`` (the network block)."""

    name: str
    over: str
    label: Texts
    items: tuple[Item, ...]
    relevant: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One theme: a title, the stem that its items complete, and the items."""

    name: str
    title: Texts
    intro: Texts
    parts: tuple[Item | Repeat, ...]
    relevant: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that measure one thing together. A score needs ``minimum_share`` of them answered."""

    name: str
    label: Texts
    items: tuple[str, ...]
    reverse: frozenset[str] = frozenset()
    minimum_share: float = 0.75


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire in one version."""

    name: str
    title: Texts
    version: str
    pages: tuple[Page, ...]
    lists: Mapping[str, ChoiceList]
    scales: tuple[Scale, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    default_language: str = "nl"
    status: str = "concept"  # shown to the user: 'concept, nog niet gevalideerd'
    source: Texts = field(default_factory=dict)  # where items come from, licence
    opening: Texts = field(default_factory=dict)
    closing: Texts = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)  # what the file held and we do not use

    def items(self) -> Iterator[Item]:
        """Every item outside repeats, in order."""
        for page in self.pages:
            for part in page.parts:
                if isinstance(part, Item):
                    yield part

    def item(self, name: str) -> Item:
        """The item with this name; KeyError if there is none."""
        for item in self.items():
            if item.name == name:
                return item
        raise KeyError(name)

    def choice_list(self, item: Item) -> ChoiceList:
        """The choices of an item; empty for items without a fixed list."""
        return self.lists.get(item.choices, ChoiceList(item.choices, ()))

    def text(self, texts: Texts, language: str | None = None) -> str:
        """A text in the language asked for, else in the default language, else in any."""
        for code in (language or self.default_language, self.default_language, *texts):
            if texts.get(code):
                return texts[code]
        return ""
