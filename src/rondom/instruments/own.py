"""The questionnaires that come with Rondom, each an XLSForm in a folder under ``shipped``.

- ``quickscan``: how professionals notice, support and encourage families with money worries, and work
  together. Not asked: the sector, the neighbourhood and the organisation. The invitation says these, and an
  answer that repeats them could only contradict it or point at someone.
- ``ouders``: six questions to parents about the same help.
- ``voor_na``: what professionals around young families know and dare, before and after a period of
  working together.

All three are concepts that have not been validated yet, and say so in their status.
"""

from functools import cache
from pathlib import Path

from rondom.instruments.instrument import Instrument

_FOLDER = Path(__file__).parent / "shipped"


def shipped_names() -> tuple[str, ...]:
    """The names of the questionnaires that come with Rondom."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir()))


@cache
def shipped(name: str) -> Instrument:
    """One of them. KeyError when there is none of this name."""
    from rondom.instruments.xlsform import read_xlsform

    if name not in shipped_names():
        raise KeyError(name)
    return read_xlsform(_FOLDER / name).instrument
