"""A typst template and its data become a PDF, in memory."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import rondom

ROOT = Path(rondom.__file__).resolve().parent


class NotMade(RuntimeError):
    """The document could not be made; the message says where the template fails."""


def make_pdf(template: str, data: Mapping[str, object], *, made_on: date) -> bytes:
    """Compile ``template`` (a path below the package, such as 'workflows/quickscan/documents/report.typ').

    The template reads ``data`` with ``json(bytes(sys.inputs.data))``; pictures go in as SVG text. The same
    data and day give the same bytes. PDF/UA-1 is asked for: a picture without alternative text is an error.
    """
    import fontpkg_atkinson_hyperlegible
    import typst

    fonts = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    try:
        made = typst.compile(
            str(ROOT / template),
            root=str(ROOT),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False), "day": made_on.isoformat()},
            pdf_standards=["ua-1"],
            timestamp=int(datetime.combine(made_on, time(12), UTC).timestamp()),
        )
    except typst.TypstError as error:
        raise NotMade(f"{template}: {error}") from error
    assert isinstance(made, bytes)
    return made
