"""The same answers, as other programs write them, come in as the same answers."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import OpenAnswer, Response, Round
from rondom.cores.measure.tests.factories import make_round

EXPECTED = [{"s1": "4", "s2": "nvt", "zeker": 7}, {"s1": "1", "s2": "5", "zeker": 3}]
IDEA = "Een idee; met een puntkomma"


def written(rows: list[list[str]], delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def limesurvey(folder: Path) -> bytes:
    """Codes and full answers, as its CSV export has them."""
    head = ["id", "submitdate", "lastpage", "startlanguage", "s1", "s2", "zeker", "idee"]
    first = ["1", "2026-11-01 10:00:00", "4", "nl", "vaak", "Past niet bij mijn werk", "7", IDEA]
    second = ["2", "2026-11-01 11:00:00", "4", "nl", "nooit", "altijd", "3", ""]
    return written([head, first, second], ",")


def qualtrics(folder: Path) -> bytes:
    """Three rows above the answers: names, texts and import numbers."""
    names = ["ResponseId", "s1", "s2", "zeker", "idee"]
    texts = ["Response ID", "… deed ik 1.", "… deed ik 2.", "Hoe zeker?", "Welk idee heeft u?"]
    numbers = [f'{{"ImportId":"QID{place}"}}' for place in range(5)]
    rows = [["R_1", "4", "nvt", "7", IDEA], ["R_2", "1", "5", "3", ""]]
    return written([names, texts, numbers, *rows], ",")


def kobo(folder: Path) -> bytes:
    """Names behind the names of groups, a semicolon between cells."""
    head = ["start", "signaleren/s1", "signaleren/s2", "werk/zeker", "open/idee", "_id", "_uuid"]
    rows = [["x", "4", "nvt", "7", IDEA, "1", "a"], ["y", "1", "5", "3", "", "2", "b"]]
    return written([head, *rows], ";")


def spss(folder: Path) -> bytes:
    """Numbers with labels, and a missing value that was declared."""
    path = folder / "answers.sav"
    frame = pd.DataFrame({"s1": [4.0, 1.0], "s2": [9.0, 5.0], "zeker": [7.0, 3.0], "idee": [IDEA, ""]})
    labels = {1.0: "nooit", 2.0: "zelden", 3.0: "soms", 4.0: "vaak", 5.0: "altijd"}
    pyreadstat.write_sav(
        frame,
        str(path),
        variable_value_labels={"s1": labels, "s2": {**labels, 9.0: "Past niet bij mijn werk"}},
        missing_ranges={"s2": [9.0]},
    )
    return path.read_bytes()


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


@pytest.mark.parametrize("write", [limesurvey, qualtrics, kobo, spss])
def test_the_proposal_alone_reads_the_file(
    client: Client, round_: Round, coordinator: Any, tmp_path: Path, write: Any
) -> None:
    client.force_login(coordinator)
    file = SimpleUploadedFile("export", write(tmp_path))
    client.post(reverse("measure:import", args=[round_.pk]), {"file": file})
    found = client.post(reverse("measure:import_match", args=[round_.pk]), {"origin": "paper"}, follow=True)
    assert found.context["found"].refused == []
    client.post(reverse("measure:import_check", args=[round_.pk]))
    close_round(round_, by=coordinator)
    assert sorted((one.answers for one in Response.objects.all()), key=str, reverse=True) == EXPECTED
    assert [one.text for one in OpenAnswer.objects.all()] == [IDEA]
