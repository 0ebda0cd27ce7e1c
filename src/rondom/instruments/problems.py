"""What is wrong with an answer and what to do about it, in Dutch; the web side says it in other languages."""

from collections.abc import Mapping
from typing import Self


class Problem(str):
    """A Dutch text that still knows its ``sentence`` with places like ``{most}``, and what is filled in."""

    sentence: str
    values: Mapping[str, object]

    def __new__(cls, sentence: str, **values: object) -> Self:
        problem = super().__new__(cls, _filled(sentence, values, ","))
        problem.sentence, problem.values = sentence, values
        return problem

    def said_as(self, sentence: str, *, comma: str) -> str:
        """The same in another language; ``comma`` is what stands before decimals there."""
        return _filled(sentence, self.values, comma)


def _filled(sentence: str, values: Mapping[str, object], comma: str) -> str:
    return sentence.format(**{name: _shown(value, comma) for name, value in values.items()})


def _shown(value: object, comma: str) -> str:
    return format(value, ".15g").replace(".", comma) if isinstance(value, float) else str(value)
