"""Instruments, texts and answers made up by hypothesis."""

import string

from hypothesis import strategies as st

from rondom.instruments.cells import clean
from rondom.instruments.instrument import (
    Choice,
    ChoiceList,
    Instrument,
    Item,
    Kind,
    Missing,
    Page,
    Repeat,
    Scale,
)

LANGUAGES = ("nl", "en")

dangerous = st.sampled_from(
    ["=", "+", "-", "@", "\t=", "\r", "'=", "''@", " =", "\u200b=", "\x00=", "＝", "=1+1"]
)
any_text = st.text(max_size=20)
dangerous_text = st.builds("{}{}".format, dangerous, any_text)
cell_text = st.one_of(any_text, dangerous_text).map(clean).filter(bool)
names = st.text(string.ascii_lowercase, min_size=1, max_size=6)
texts = st.fixed_dictionaries({"nl": cell_text}, optional={"en": cell_text})
extras = st.dictionaries(st.sampled_from(["media::image", "eigen kolom", "=kolom"]), cell_text, max_size=2)
scores = st.one_of(st.none(), st.integers(-9, 9).map(float), st.sampled_from([0.5, 2.25]))


def _choice(code: str) -> st.SearchStrategy[Choice]:
    missing = st.sampled_from([None, None, *Missing])
    return st.builds(Choice, st.just(code), texts, scores, missing, extras)


@st.composite
def choice_lists(draw: st.DrawFn, name: str) -> ChoiceList:
    codes = draw(
        st.lists(
            st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=4),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    return ChoiceList(name, tuple(draw(_choice(code)) for code in codes))


@st.composite
def items(draw: st.DrawFn, name: str, lists: list[str], earlier: list[str]) -> Item:
    kind = draw(st.sampled_from(list(Kind)))
    has_list = kind in (Kind.ONE, Kind.MANY)
    can_count = kind in (Kind.NUMBER, Kind.MANY, Kind.PARTNERS)
    condition = f"${{{draw(st.sampled_from(earlier))}}} = 'a'" if earlier else ""
    bounds = st.one_of(st.none(), st.integers(0, 9).map(float))
    number = kind is Kind.NUMBER
    constraint = st.sampled_from(["", ". != 3", "(. > 2) or (. = 1)"]) if number else st.just("")
    return Item(
        name=name,
        kind=kind,
        label=draw(texts),
        hint=draw(st.one_of(st.just({}), texts)),
        choices="organisaties" if kind is Kind.PARTNERS else draw(st.sampled_from(lists)) if has_list else "",
        required=draw(st.booleans()),
        relevant=draw(st.sampled_from(["", condition])),
        minimum=draw(bounds) if can_count else None,
        maximum=draw(bounds) if can_count else None,
        whole=number and draw(st.booleans()),
        constraint=draw(constraint),
        extra=draw(extras),
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Any instrument that can be written down in a form."""
    lists = [draw(choice_lists(f"lijst{number}")) for number in range(draw(st.integers(1, 3)))]
    item_names = draw(st.lists(names, min_size=1, max_size=8, unique=True))
    made: list[Item] = []
    for name in item_names:
        asked = [item.name for item in made if item.kind is not Kind.NOTE]
        made.append(draw(items(name, [one.name for one in lists], asked)))
    middle = draw(st.integers(0, len(made)))
    pages = [
        _page(draw, f"p{number}", part, number)
        for number, part in enumerate((made[:middle], made[middle:]))
        if part
    ]
    return Instrument(
        name=draw(names),
        title=draw(texts),
        version=draw(st.sampled_from(["1", "0.1", "2026-01"])),
        pages=tuple(pages),
        lists={one.name: one for one in lists},
        scales=_scales(draw, made),
        languages=LANGUAGES,
        status=draw(cell_text),
        source=draw(texts),
        opening=draw(texts),
        extra=draw(
            st.sampled_from(
                [{}, {"settings": {"style": "pages"}}, {"sheets": {"eigen": [["a", "=b"], ["", "c"]]}}]
            )
        ),
    )


def _page(draw: st.DrawFn, name: str, made: list[Item], number: int) -> Page:
    parts: list[Item | Repeat] = list(made)
    over = [item.name for item in made if item.kind in (Kind.MANY, Kind.PARTNERS)]
    repeats = draw(st.booleans())
    if over and repeats:
        inner = (Item(f"Binnen{number}", Kind.TEXT, draw(texts)),)
        parts.append(Repeat(f"Herhaal{number}", over[0], draw(texts), inner, extra=draw(extras)))
    return Page(name, draw(texts), draw(st.one_of(st.just({}), texts)), tuple(parts), extra=draw(extras))


def _scales(draw: st.DrawFn, made: list[Item]) -> tuple[Scale, ...]:
    of_one = [item.name for item in made if item.kind is Kind.ONE]
    if not of_one:
        return ()
    reverse: frozenset[str] = frozenset(draw(st.sets(st.sampled_from(of_one))))
    share = draw(st.sampled_from([0.5, 0.75, 1.0]))
    return (Scale("Eerste schaal", draw(texts), tuple(of_one), reverse, share),)
