"""Conditions in a questionnaire: the part of XLSForm's `relevant` and `constraint` that Rondom evaluates.

``${x} = 'a'``, ``!=``, ``< <= > >=``, ``and``, ``or``, ``not(...)``, ``selected(${x}, 'a')``,
``count-selected(${x})``, ``true()``, ``false()``, ``string-length(...)``, ``.`` for the answer itself,
numbers, strings, parentheses. A small recursive-descent parser; nothing is ever executed as code.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

Answers = Mapping[str, object]
Value = str | float | bool
Evaluate = Callable[[Answers, object], Value]

DEEPEST = 50  # parentheses within parentheses: far beyond any real form, well within Python's own limit


class ExpressionError(ValueError):
    """A condition that cannot be read. ``position`` counts characters from 1; ``reason`` is Dutch."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"teken {position}: {reason}")
        self.position = position
        self.reason = reason


class NotSupported(ExpressionError):
    """A condition that other tools may understand and Rondom does not evaluate."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition that was read. ``references``: the questions that it looks at."""

    evaluate: Evaluate
    references: frozenset[str]

    def holds(self, answers: Answers, own: object = None) -> bool:
        """Whether the condition is met, given the answers so far."""
        return _as_boolean(self.evaluate(answers, own))


def is_true(expression: str, answers: Answers, own: object = None) -> bool:
    """Whether a condition is met; an empty one always is. ``own`` is the value of ``.``.

    Raises ExpressionError.
    """
    return not expression.strip() or parse(expression).holds(answers, own)


def references(expression: str) -> frozenset[str]:
    """The names of the questions in a condition. Raises ExpressionError."""
    return parse(expression).references if expression.strip() else frozenset()


def both(first: str, second: str) -> str:
    """One condition that holds when both hold; an empty one asks nothing."""
    return f"({first}) and ({second})" if first and second else first or second


@lru_cache(maxsize=2048)
def parse(expression: str) -> Expression:
    """Read a condition. Raises ExpressionError with the place and a reason in Dutch."""
    reader = _Reader(_tokens(expression), len(expression) + 1)
    evaluate = reader.any_of()
    reader.end()
    return Expression(evaluate, frozenset(reader.references))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | \$\{\s*(?P<name>[^\W\d][\w.-]*)\s*\}
    | (?P<string>'[^']*'|"[^"]*"|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<path>\.\.|/|@|\$\{[^}]*\#[^}]*\})
    | (?P<own>\.)
    | (?P<compare>!=|<=|>=|=(?!=)|<|>)
    | (?P<mark>[(),])
    | (?P<sum>[-+*])
    | (?P<word>[^\W\d](?:[\w:]|-(?=\w))*)
    """,
    re.VERBOSE,
)

_ADVICE = {
    "==": "gebruik één = om te vergelijken",
    "&": "schrijf 'and' in plaats van &",
    "|": "schrijf 'or' in plaats van |",
    "$": "een verwijzing schrijft u als ${naam}, zonder spaties in de naam",
    "{": "een verwijzing schrijft u als ${naam}",
    "'": "de tekst na dit aanhalingsteken is niet afgesloten",
    '"': "de tekst na dit aanhalingsteken is niet afgesloten",
    "!": "schrijf != voor 'is niet' of not(...)",
    **dict.fromkeys("‘’“”´`", "gebruik rechte aanhalingstekens: 'tekst'"),
}


def _tokens(expression: str) -> list[_Token]:
    tokens = []
    place = 0
    while place < len(expression):
        match = _TOKEN.match(expression, place)
        if match is None:
            raise ExpressionError(place + 1, _advice(expression[place:]))
        kind = match.lastgroup or ""
        if kind == "path":
            raise NotSupported(place + 1, "Rondom kent alleen verwijzingen als ${naam}, geen paden")
        if kind != "space":
            tokens.append(_Token(kind, match[kind], place + 1))
        place = match.end()
    return tokens


def _advice(rest: str) -> str:
    return _ADVICE.get(rest[:2]) or _ADVICE.get(rest[0]) or f"het teken {rest[0]} hoort hier niet"


class _Reader:
    """Reads tokens from left to right; each method reads what binds tighter than the one before it."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        self._end = _Token("end", "", end)
        self.references: set[str] = set()

    def any_of(self) -> Evaluate:
        parts = [self._all_of()]
        while self._take("word", "or"):
            parts.append(self._all_of())
        if len(parts) == 1:
            return parts[0]
        return lambda answers, own: any(_as_boolean(part(answers, own)) for part in parts)

    def end(self) -> None:
        if self._now.kind != "end":
            raise self._unexpected()

    def _all_of(self) -> Evaluate:
        parts = [self._comparison()]
        while self._take("word", "and"):
            parts.append(self._comparison())
        if len(parts) == 1:
            return parts[0]
        return lambda answers, own: all(_as_boolean(part(answers, own)) for part in parts)

    def _comparison(self) -> Evaluate:
        left = self._value()
        sign = self._take("compare")
        if sign is None:
            return left
        right = self._value()
        compare = _COMPARE[sign.text]
        return lambda answers, own: compare(left(answers, own), right(answers, own))

    def _value(self) -> Evaluate:
        token = self._now
        self._place += 1
        match token.kind:
            case "string":
                return _constant(token.text[1:-1])
            case "number":
                return _constant(float(token.text))
            case "name":
                self.references.add(token.text)
                return lambda answers, own: _as_value(answers.get(token.text))
            case "own":
                return lambda answers, own: _as_value(own)
            case "sum" if token.text == "-" and self._now.kind == "number":
                return _constant(-float(self._take_any().text))
            case "mark" if token.text == "(":
                return self._inside()
            case "word" if self._now.text == "(":
                return self._call(token)
        self._place -= 1
        raise self._unexpected()

    def _inside(self) -> Evaluate:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(self._now.position, "te veel haakjes in elkaar")
        evaluate = self.any_of()
        self._close()
        self._depth -= 1
        return evaluate

    def _call(self, function: _Token) -> Evaluate:
        self._take_any()
        if function.text not in _FUNCTIONS:
            raise NotSupported(function.position, f"Rondom rekent de functie {function.text}() niet uit")
        count, call = _FUNCTIONS[function.text]
        arguments: list[Evaluate] = []
        while len(arguments) < count:
            if arguments and not self._take("mark", ","):
                raise ExpressionError(self._now.position, f"{function.text}() vraagt {count} waarden")
            self._depth += 1
            if self._depth > DEEPEST:
                raise ExpressionError(self._now.position, "te veel haakjes in elkaar")
            arguments.append(self.any_of())
            self._depth -= 1
        self._close()
        return lambda answers, own: call(*(argument(answers, own) for argument in arguments))

    def _close(self) -> None:
        if not self._take("mark", ")"):
            if self._now.kind == "end":
                raise ExpressionError(self._now.position, "er ontbreekt een sluithaakje )")
            raise self._unexpected()

    @property
    def _now(self) -> _Token:
        return self._tokens[self._place] if self._place < len(self._tokens) else self._end

    def _take(self, kind: str, text: str = "") -> _Token | None:
        token = self._now
        if token.kind != kind or (text and token.text != text):
            return None
        self._place += 1
        return token

    def _take_any(self) -> _Token:
        token = self._now
        self._place += 1
        return token

    def _unexpected(self) -> ExpressionError:
        token = self._now
        if token.kind == "end":
            return ExpressionError(token.position, "de voorwaarde is niet af")
        if token.text.lower() in ("and", "or", "not") and token.text != token.text.lower():
            return ExpressionError(token.position, f"schrijf '{token.text.lower()}' met kleine letters")
        if token.kind == "sum" or token.text in ("div", "mod"):
            return NotSupported(token.position, "Rondom rekent niet in voorwaarden (+ - * div mod)")
        if token.kind == "word":
            return ExpressionError(
                token.position, f"zet '{token.text}' tussen aanhalingstekens of in ${{...}}"
            )
        return ExpressionError(token.position, f"'{token.text}' hoort hier niet")


def _constant(value: Value) -> Evaluate:
    return lambda answers, own: value


def _as_value(answer: object) -> Value:
    """An answer as XPath sees it: nothing is empty text, several codes are one text with spaces."""
    if answer is None:
        return ""
    if isinstance(answer, bool | str):
        return answer
    if isinstance(answer, int | float):
        return float(answer)
    if isinstance(answer, list | tuple):
        return " ".join(str(code) for code in answer)
    return str(answer)


def _as_boolean(value: Value) -> bool:
    return value != "" and value != 0 and value == value


def _as_number(value: Value) -> float:
    try:
        return float(value)
    except ValueError:
        return float("nan")


def _as_text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(value, ".15g")
    return value


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return _as_boolean(left) == _as_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return _as_number(left) == _as_number(right)
    return left == right


_COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": lambda left, right: _as_number(left) < _as_number(right),
    "<=": lambda left, right: _as_number(left) <= _as_number(right),
    ">": lambda left, right: _as_number(left) > _as_number(right),
    ">=": lambda left, right: _as_number(left) >= _as_number(right),
}

_FUNCTIONS: dict[str, tuple[int, Callable[..., Value]]] = {
    "true": (0, lambda: True),
    "false": (0, lambda: False),
    "not": (1, lambda value: not _as_boolean(value)),
    "selected": (2, lambda codes, code: _as_text(code).strip() in _as_text(codes).split()),
    "count-selected": (1, lambda codes: float(len(_as_text(codes).split()))),
    "string-length": (1, lambda value: float(len(_as_text(value)))),
}
