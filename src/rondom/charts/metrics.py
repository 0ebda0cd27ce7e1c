"""How wide a text is in Atkinson Hyperlegible, so that labels wrap instead of being cut.

The numbers are the advance widths of the bundled font, in thousandths of the text size. Kerning is left
out: it only makes a text narrower.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_UNKNOWN = 1000  # a letter of another script: about a full em in the font that takes over
_PICTURE = 1400  # emoji and other signs outside the basic plane


@lru_cache(maxsize=4096)  # labels and answers come back in every picture of a report
def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Width in the unit of ``size``; letters that the font lacks count as wide ones."""
    table = _BOLD if bold else _REGULAR
    return sum(_advance(letter, table) for letter in unicodedata.normalize("NFD", text)) * size / 1000


def wrap(text: str, *, within: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text that are no wider than ``within``; a word that is too long is hyphenated.

    An empty text has no lines.
    """
    lines: list[str] = []
    for word in _pieces(text, within=within, size=size, bold=bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size=size, bold=bold) <= within:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(text: str, *, within: float, size: float, bold: bool) -> Iterator[str]:
    for word in re.split(r"[ \t\r\n]+", text):
        rest = word
        while text_width(rest, size=size, bold=bold) > within and len(rest) > 1:
            cut = _fitting(rest, within=within, size=size, bold=bold)
            yield rest[:cut] + "-"
            rest = rest[cut:]
        if rest:
            yield rest


def _fitting(word: str, *, within: float, size: float, bold: bool) -> int:
    """How many letters, at least one, fit with a hyphen behind them."""
    cut = 1
    while cut < len(word) - 1 and text_width(word[: cut + 1] + "-", size=size, bold=bold) <= within:
        cut += 1
    return cut


def _advance(letter: str, table: dict[str, int]) -> int:
    if letter in table:
        return table[letter]
    if unicodedata.combining(letter):
        return 0
    return _PICTURE if ord(letter) > 0xFFFF else _UNKNOWN


def _table(ascii_widths: str, others: dict[str, int]) -> dict[str, int]:
    """Widths by letter: the printable ASCII letters in their order, and some signs by name."""
    widths = [int(width) for width in ascii_widths.split()]
    return {chr(32 + place): width for place, width in enumerate(widths)} | others


_REGULAR = _table(
    """
    280 281 301 655 594 927 705 160 300 300 433 602 205 368 205 377 648 402 549 574 614 583 598 510
    615 598 205 205 553 602 553 520 780 626 619 656 673 567 548 710 690 414 510 627 539 820 689 727
    601 753 618 596 558 690 589 840 623 595 607 315 377 315 552 396 268 526 566 500 564 539 311 560
    546 278 254 490 239 841 546 552 566 576 340 471 324 536 441 654 461 429 460 319 233 319 555
    """,
    {
        "\u00a0": 280,
        "\u00b7": 235,
        "\u00b1": 579,
        "\u00ab": 562,
        "\u00bb": 562,
        "\u00df": 597,
        "\u00d7": 528,
        "\u00e6": 874,
        "\u00f8": 552,
        "\u2013": 480,
        "\u2014": 800,
        "\u2018": 235,
        "\u2019": 235,
        "\u201c": 398,
        "\u201d": 398,
        "\u201e": 398,
        "\u2022": 438,
        "\u2026": 696,
        "\u20ac": 664,
        "\u2212": 602,
        "\u2264": 579,
        "\u2265": 579,
    },
)
_BOLD = _table(
    """
    320 283 410 783 619 977 702 222 366 366 434 618 243 374 243 442 652 448 586 605 626 612 632 543
    625 561 243 243 573 618 573 614 754 690 639 673 686 580 544 719 679 458 560 659 537 842 700 764
    626 781 654 619 617 663 656 883 699 687 621 333 442 333 589 430 314 553 596 520 596 566 367 597
    572 315 259 567 314 886 572 573 596 601 372 534 379 570 526 723 533 518 516 370 234 370 533
    """,
    {
        "\u00a0": 320,
        "\u00b7": 301,
        "\u00b1": 618,
        "\u00ab": 669,
        "\u00bb": 669,
        "\u00df": 621,
        "\u00d7": 539,
        "\u00e6": 883,
        "\u00f8": 573,
        "\u2013": 508,
        "\u2014": 842,
        "\u2018": 277,
        "\u2019": 277,
        "\u201c": 498,
        "\u201d": 498,
        "\u201e": 498,
        "\u2022": 438,
        "\u2026": 803,
        "\u20ac": 673,
        "\u2212": 594,
        "\u2264": 594,
        "\u2265": 594,
    },
)
