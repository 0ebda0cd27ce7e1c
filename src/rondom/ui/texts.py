"""What a template or a module says in words, read from its source: no request and no database."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeAlias

from django.template import TemplateDoesNotExist
from django.template.base import Lexer, Token, TokenType
from django.template.utils import get_app_template_dirs

Node: TypeAlias = "str | tuple[list[Node], ...]"
"""Text, or branches of which one is shown."""

SOMETHING, SOME_DAY = "iets", "vrijdag 3 mei"
"""What stands in place of a value: a word of the length of most, and a day."""

INLINE = {"a", "abbr", "b", "em", "i", "small", "span", "strong"}
"""Within a sentence. Every other tag ends a piece of text."""

SAID_IN_ATTRIBUTES = {"title", "label", "alt", "aria-label", "placeholder"}

_QUOTED = re.compile(r"""^(?:include|translate|trans)\s+(["'])(.*?)\1""", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{2,}[,:]? [^\W\d_]|^[A-ZÀ-Þ][a-zà-ÿ’-]+[.?!]?$")


def templates_on(base: str) -> list[str]:
    """Names of all templates that extend ``base``, or extend one that does."""
    found: set[str] = set()
    every = {name: _extends(path) for name, path in _every_template()}
    while more := {name for name, on in every.items() if on in {base, *found}} - found:
        found |= more
    return sorted(found)


def texts_of_template(name: str) -> list[str]:
    """Every piece of text, in order, once. All branches are read, though not all combinations of them."""
    nodes = _tree(name)
    found: dict[str, None] = {}
    for turn in range(_turns(nodes)):
        shown = _shown(nodes, turn)
        found |= dict.fromkeys(shown.splitlines() if name.endswith(".txt") else _Reader().pieces(shown))
    return [piece for piece in (" ".join(one.split()) for one in found) if re.search(r"[^\W\d_]", piece)]


def texts_of_module(path: Path, names: frozenset[str] = frozenset()) -> list[str]:
    """Sentences in Python code, of these classes and functions or of the whole module; no docstrings."""
    module = ast.parse(path.read_text())
    parts = [part for part in module.body if not names or getattr(part, "name", "") in names]
    missing = names - {getattr(part, "name", "") for part in parts}
    if missing:
        raise LookupError(f"{path.name}: {', '.join(sorted(missing))} is er niet meer.")
    texts = [text for part in parts for text in _strings(part)]
    said = [re.sub(r"%\(\w+\)s|\{\w+\}", SOMETHING, text) for text in texts]
    return [text for text in said if _WORDS.search(text) and not re.search(r"[_=/]|^rondom\.", text)]


def _every_template() -> Iterator[tuple[str, Path]]:
    for root in map(Path, get_app_template_dirs("templates")):
        if "rondom" in root.parts:
            yield from ((path.relative_to(root).as_posix(), path) for path in root.rglob("*.html"))


def _extends(path: Path) -> str:
    found = re.match(r"""\s*\{%\s*extends\s+["'](.*?)["']""", path.read_text())
    return found[1] if found else ""


def _source(name: str) -> str:
    for root in get_app_template_dirs("templates"):
        if (path := Path(root) / name).exists():
            return path.read_text()
    raise TemplateDoesNotExist(name)


def _tree(name: str) -> list[Node]:
    nodes, _ = _until(iter(Lexer(_source(name)).tokenize()), ())
    return nodes


def _until(tokens: Iterator[Token], ends: tuple[str, ...]) -> tuple[list[Node], str]:
    """The nodes up to a tag that ends them, and that tag."""
    nodes: list[Node] = []
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            nodes.append(token.contents)
        elif token.token_type == TokenType.VAR:
            nodes.append(_value(token.contents))
        elif token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            if tag in ends:
                return nodes, tag
            nodes += _of_tag(tag, token.contents, tokens)
    return nodes, ""


def _of_tag(tag: str, contents: str, tokens: Iterator[Token]) -> list[Node]:
    if tag == "if":
        return [_branches(tokens, ("elif", "else", "endif"), may_be_nothing=True)]
    if tag == "for":
        return [_branches(tokens, ("empty", "endfor"))]
    if tag in ("blocktranslate", "blocktrans"):
        return [_branches(tokens, ("plural", f"end{tag}"))]
    if tag == "comment":
        _until(tokens, ("endcomment",))
    if found := _QUOTED.match(contents):
        return _tree(found[2]) if tag == "include" else [found[2]]
    return []


def _branches(tokens: Iterator[Token], ends: tuple[str, ...], *, may_be_nothing: bool = False) -> Node:
    """One branch per part; the last of ``ends`` closes. Without an else there may be nothing at all."""
    found: list[list[Node]] = []
    tag, has_else = "", False
    while tag != ends[-1]:
        has_else = tag == "else"
        nodes, tag = _until(tokens, ends)
        found.append(nodes)
    return tuple(found if has_else or not may_be_nothing else [*found, []])


def _value(expression: str) -> str:
    if said := re.search(r'counted:"[^,"]*,([^"]*)"', expression):
        return f"5 {said[1]}"
    is_day = re.search(r"long_day|date:|^(?:day|first|last)$", expression)
    return "" if expression in ("form", "qr") else SOME_DAY if is_day else SOMETHING


def _turns(nodes: list[Node]) -> int:
    """How often to read so that every branch was shown."""
    branches = [node for node in nodes if not isinstance(node, str)]
    return max((len(node) * max(map(_turns, node)) for node in branches), default=1)


def _shown(nodes: list[Node], turn: int) -> str:
    return "".join(
        node if isinstance(node, str) else _shown(node[turn % len(node)], turn // len(node)) for node in nodes
    )


def _strings(part: ast.AST) -> Iterator[str]:
    if isinstance(part, ast.JoinedStr):
        values = [one.value if isinstance(one, ast.Constant) else SOMETHING for one in part.values]
        yield "".join(map(str, values))
    elif isinstance(part, ast.Constant):
        if isinstance(part.value, str):
            yield part.value
    elif not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)):  # a docstring
        for one in ast.iter_child_nodes(part):
            yield from _strings(one)


class _Reader(HTMLParser):
    """Pieces of text between tags that are no part of a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = [""]
        self._silent = ""

    def pieces(self, html: str) -> list[str]:
        self.feed(html)
        self.close()
        return self._pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "svg"):
            self._silent = tag
        said = [
            value
            for name, value in attrs
            if value and (name in SAID_IN_ATTRIBUTES or name.startswith("data-"))
        ]
        self._pieces[-1:-1] = said
        if tag not in INLINE:
            self._pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag not in INLINE:
            self._pieces.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces[-1] += data
