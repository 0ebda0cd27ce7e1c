"""Evidence about content comes from a file as it was written."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rondom
from rondom.dossier.content import Aspect, ContentStudy, Finding, People, Verdict, Way
from rondom.dossier.content_file import ContentError, studies_from, study_from
from rondom.dossier.document import plain

STUDY = ContentStudy(
    done_on=date(2026, 3, 4),
    people={People.RESPONDENTS: 8, People.EXPERIENCE: 2},
    ways=(Way.INTERVIEWS, Way.PANEL),
    findings={Aspect.RELEVANCE: Finding(Verdict.GOOD, "past bij het werk")},
    changed="niets",
    source="verslag",
    panel=5,
    relevant={"x1": 4},
)


def test_what_is_written_is_read_back() -> None:
    document = plain(STUDY)
    assert study_from(document) == STUDY
    assert studies_from({"content": [document]}) == studies_from([document]) == (STUDY,)


def test_the_example_of_the_how_to_is_read() -> None:
    how_to = Path(rondom.__path__[0]).parents[1] / "docs" / "how-to" / "vragenlijst-onderzoeken.md"
    [example] = re.findall(r"```json\n(.*?)```", how_to.read_text(encoding="utf-8"), re.S)
    [study] = studies_from(json.loads(example), items=("S1", "S2"))
    assert study.people[People.STRUGGLING_READERS] == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"done_on": "gisteren"}, "onderzoek 1"),
        ({"people": {"tantes": 3}}, "'tantes' is er niet. Kies uit: invullers, laaggeletterd"),
        ({"people": {"invullers": -1}}, "'-1' is geen aantal"),
        ({"people": 3}, "verkeerde vorm"),
        ({"ways": ["gokken"]}, "'gokken' is er niet"),
        ({"findings": {"relevant": {"verdict": "top"}}}, "'top' is er niet"),
        ({"findings": {"relevant": {}}}, "verdict ontbreekt"),
        ({"panel": 3}, "Meer mensen vonden een vraag relevant"),
        ({"relevant": {"x99": 1}}, "vragen die er niet zijn: x99"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ContentError, match=says):
        studies_from([{**plain(STUDY), **changes}], items=("x1", "x2"))


@pytest.mark.parametrize("document", [3, "tekst", {}, {"content": {}}, [3], [None], ["x"]])
def test_what_is_no_list_of_studies_is_refused(document: Any) -> None:
    with pytest.raises(ContentError):
        studies_from(document)
