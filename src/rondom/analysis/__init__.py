"""Statistics of questionnaires, with NumPy and SciPy alone: usable in a notebook, without the site.

    from rondom import analysis
    analysis.cfa("S =~ s1 + s2 + s3", answers, ordered=True, items=["s1", "s2", "s3"])

Every function takes arrays, and as well data frames and their columns (``data_frames``).
Count first (``tabulate``, ``tabulate_scores``): tables that add up. Everything else is computed from
those tables. Every estimate carries its interval and its n; what the data cannot carry raises TooFewData
or is None with a reason, never NaN. Formulas and sources: docs/methods/.
"""

import ast
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Any

from rondom.analysis.compare import compare as compare
from rondom.analysis.data_frames import READ_THEMSELVES, accepting_frames
from rondom.analysis.opinion_groups import opinion_groups
from rondom.analysis.tabulate import tabulate

# Modules that have the name of their function: the function must be there first.
tabulate, opinion_groups = accepting_frames(tabulate), accepting_frames(opinion_groups)


def _homes() -> dict[str, str]:
    """Name -> the module that it comes from, as ``__init__.pyi`` says."""
    stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = [statement for statement in stub.body if isinstance(statement, ast.ImportFrom)]
    return {name.name: str(one.module) for one in imports for name in one.names}


_HOME = _homes()


def __getattr__(name: str) -> Any:
    """A module loads when something of it is first asked for: counting does not wait for SciPy."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    if isfunction(found) and name not in READ_THEMSELVES:
        found = accepting_frames(found)
    globals()[name] = found
    return found


__all__ = sorted(_HOME)
