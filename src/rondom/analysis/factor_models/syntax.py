"""lavaan's model syntax, read into terms: ``S =~ s1 + s2``, ``~~``, ``~ 1``, ``|``, ``~*~``, labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    r"(?P<operator>=~|~\*~|~~|:=|==|~|\||<|>)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]))"
    r"|(?P<name>[^\W\d][\w.]*|\.[^\W\d][\w.]*)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<sign>[+*(),])|(?P<other>\S)"
)
_USED = ("=~", "~~", "~", "|", "~*~", "==")
_LABELS = "bij == horen twee labels, zoals a == b; rekenen met labels kan niet"
_FOREIGN = {
    ":=": "berekende parameters (:=) worden niet ondersteund",
    "<": "ongelijkheden (<) worden niet ondersteund",
    ">": "ongelijkheden (>) worden niet ondersteund",
}


class ModelSyntaxError(ValueError):
    """The model cannot be read. The message says, in Dutch, on which line and what to do."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """What stands before ``*``: a fixed value, NA for free, a label, a starting value; for one group."""

    fixed: float | None = None
    free: bool = False
    label: str = ""
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One parameter as written. ``modifiers`` has one entry for all groups, or one per group."""

    line: int
    lhs: str
    op: str
    rhs: str
    modifiers: tuple[Modifier, ...]

    def modifier(self, group: int) -> Modifier:
        """What is asked of this parameter in this group."""
        return self.modifiers[0] if len(self.modifiers) == 1 else self.modifiers[group]


@dataclass(frozen=True, slots=True)
class Syntax:
    """A model as written: its terms in order, and pairs of labels that ``==`` makes equal."""

    terms: tuple[Term, ...]
    equal_labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def read_syntax(text: str) -> Syntax:
    """Read a model. Lines or ``;`` separate statements; ``#`` and ``!`` begin a comment.

    Understood are ``=~``, ``~~``, ``~ 1``, ``|``, ``~*~``, ``==`` between labels, and before ``*`` a number,
    ``NA``, a label, ``start(number)`` or ``c(…)`` with one of these per group. Raises ModelSyntaxError.
    """
    terms: list[Term] = []
    equal: list[tuple[str, str]] = []
    for statement in _statements(text):
        at, operator = _operator(statement)
        left, right = statement[:at], statement[at + 1 :]
        if operator == "==":
            equal.append((_label(left, statement[0]), _label(right, statement[0])))
        else:
            terms += _terms(left, operator, right, statement[at].line)
    if not any(term.op == "=~" for term in terms):
        raise ModelSyntaxError("Het model heeft geen factor. Schrijf bijvoorbeeld: S =~ x1 + x2 + x3.")
    return Syntax(_merged(terms), tuple(equal))


def _statements(text: str) -> Iterator[list[_Token]]:
    """Tokens per statement; a line without an operator continues the line before."""
    current: list[_Token] = []
    for line in _lines(text):
        complete = any(token.kind == "operator" for token in line)
        waits = bool(current) and (current[-1].kind == "operator" or current[-1].text in ("+", "*", ",", "("))
        if current and complete and not waits:
            yield current
            current = []
        current = current + line
    if current:
        yield current


def _lines(text: str) -> Iterator[list[_Token]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for part in re.split(r"[#!]", line)[0].split(";"):
            tokens = [
                _Token(str(match.lastgroup), match.group(), number) for match in _TOKEN.finditer(part.strip())
            ]
            for token in tokens:
                if token.kind == "other" and any(one.text == "==" for one in tokens):
                    raise _fault(number, _LABELS)
                if token.kind == "other":
                    raise _fault(number, f"het teken '{token.text}' hoort niet in een model")
            if tokens:
                yield _signs_apart(tokens)


def _signs_apart(tokens: list[_Token]) -> list[_Token]:
    """A plus between two terms is not the sign of a number: ``x1 +1*x2``."""
    found: list[_Token] = []
    for token in tokens:
        joined = token.kind == "number" and token.text[0] == "+"
        if joined and found and found[-1].kind in ("name", "number"):
            found.append(_Token("sign", "+", token.line))
            token = replace(token, text=token.text[1:])
        found.append(token)
    return found


def _operator(statement: list[_Token]) -> tuple[int, str]:
    places = [at for at, token in enumerate(statement) if token.kind == "operator"]
    line = statement[0].line
    if not places:
        raise _fault(line, "hier staat geen =~, ~~, ~ 1 of |")
    token = statement[places[0]]
    if len(places) > 1:
        raise _fault(statement[places[1]].line, "twee tekens als =~ in één regel; begin een nieuwe regel")
    if token.text in _FOREIGN:
        raise _fault(token.line, _FOREIGN[token.text])
    return places[0], token.text


def _label(tokens: list[_Token], first: _Token) -> str:
    if len(tokens) != 1 or tokens[0].kind != "name":
        raise _fault(first.line, _LABELS)
    return tokens[0].text


def _terms(left: list[_Token], operator: str, right: list[_Token], line: int) -> list[Term]:
    found = []
    for name in _split(left, "+", line):
        if len(name) != 1 or name[0].kind != "name":
            raise _fault(line, f"links van {operator} hoort een naam")
        found += [_term(name[0].text, operator, term, line) for term in _split(right, "+", line)]
    return found


def _term(lhs: str, operator: str, tokens: list[_Token], line: int) -> Term:
    *before, last = _split(tokens, "*", line)
    line = last[0].line
    if len(last) != 1 or last[0].kind not in ("name", "number"):
        raise _fault(line, f"rechts van {operator} hoort een naam, zoals x1 of a*x1")
    rhs, op = last[0].text, operator
    if operator == "~":
        if rhs != "1":
            raise _fault(line, "regressies (~) horen niet in een factormodel; een gemiddelde is: x1 ~ 1")
        rhs, op = "", "~1"
    elif last[0].kind == "number":
        raise _fault(line, f"rechts van {operator} hoort een naam, geen getal")
    if operator == "|" and not re.fullmatch(r"t[1-9]\d*", rhs):
        raise _fault(line, "drempels heten t1, t2, ...: schrijf x1 | t1 + t2")
    modifiers: tuple[Modifier, ...] = (Modifier(),)
    for part in before:
        modifiers = _combined(modifiers, _modifiers(part, line), line)
    return Term(line, lhs, op, rhs, modifiers)


def _modifiers(tokens: list[_Token], line: int) -> tuple[Modifier, ...]:
    if len(tokens) == 1:
        return (_one_modifier(tokens[0]),)
    called = len(tokens) >= 4 and tokens[1].text == "(" and tokens[-1].text == ")"
    if called and tokens[0].text == "c":
        parts = _split(tokens[2:-1], ",", line)
        if all(len(part) == 1 for part in parts):
            return tuple(_one_modifier(part[0]) for part in parts)
    if called and len(tokens) == 4 and tokens[2].kind in ("number", "text"):
        if tokens[0].text == "start" and tokens[2].kind == "number":
            return (Modifier(start=float(tokens[2].text)),)
        if tokens[0].text in ("label", "equal") and tokens[2].kind == "text":
            return (Modifier(label=tokens[2].text[1:-1]),)
    raise _fault(line, "vóór * hoort een getal, NA, een label, start(getal) of c(...) met een per groep")


def _one_modifier(token: _Token) -> Modifier:
    if token.kind == "number":
        return Modifier(fixed=float(token.text))
    if token.text == "NA":
        return Modifier(free=True)
    if token.kind in ("name", "text"):
        return Modifier(label=token.text.strip("\"'"))
    raise _fault(token.line, f"'{token.text}' kan niet vóór * staan")


def _combined(one: tuple[Modifier, ...], other: tuple[Modifier, ...], line: int) -> tuple[Modifier, ...]:
    groups = max(len(one), len(other))
    if {len(one), len(other)} - {1, groups}:
        raise _fault(line, "c(...) heeft niet overal evenveel groepen")
    every = [(one[min(g, len(one) - 1)], other[min(g, len(other) - 1)]) for g in range(groups)]
    return tuple(
        Modifier(
            fixed=b.fixed if b.fixed is not None else a.fixed,
            free=a.free or b.free,
            label=b.label or a.label,
            start=b.start if b.start is not None else a.start,
        )
        for a, b in every
    )


def _merged(terms: list[Term]) -> tuple[Term, ...]:
    """The same parameter written twice counts once, with the modifiers of both."""
    found: dict[tuple[str, str, str], Term] = {}
    for term in terms:
        key = (term.lhs, term.op, term.rhs)
        mirrored = (term.rhs, term.op, term.lhs)
        if term.op == "~~" and mirrored in found:
            key = mirrored
        if key in found:
            if term.modifiers == (Modifier(),):
                name = f"{term.lhs} {term.op} {term.rhs}"
                raise _fault(term.line, f"{name} staat er twee keer; haal een van beide weg")
            both = _combined(found[key].modifiers, term.modifiers, term.line)
            term = replace(found[key], modifiers=both)
        found[key] = term
    return tuple(found.values())


def _split(tokens: list[_Token], sign: str, line: int) -> list[list[_Token]]:
    """Parts between a sign that does not stand between brackets."""
    parts: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == sign and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    if depth != 0:
        raise _fault(line, "een haakje mist zijn partner")
    if not all(parts):
        raise _fault(line, f"rond '{sign}' ontbreekt iets" if len(parts) > 1 else "deze regel is niet af")
    return parts


def _fault(line: int, reason: str) -> ModelSyntaxError:
    return ModelSyntaxError(f"Regel {line} van het model: {reason}.")
