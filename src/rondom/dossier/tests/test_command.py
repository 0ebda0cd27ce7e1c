"""``rondom analyse`` from a form and a file of answers."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.random import default_rng

import rondom
from rondom.dossier.command import main
from rondom.dossier.tests.factories import NAMES, golden, make_instrument
from rondom.instruments.xlsform import write_xlsform

DAY = date(2026, 11, 25)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "vragenlijst.xlsx"
    write_xlsform(make_instrument(), file)
    return file


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    codes, sectors = golden()
    rows = [
        [*row, sector, f"=org{place % 40}"]
        for place, (row, sector) in enumerate(zip(codes, sectors, strict=True))
    ]
    return written(tmp_path / "antwoorden.csv", [[*NAMES, "werkveld", "waar"], *rows])


def written(file: Path, rows: Sequence[Sequence[object]]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    return file


def run(*words: object) -> int:
    return main([str(word) for word in words], today=DAY)


def test_it_writes_numbers_tables_paper_and_a_check(
    form: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit"
    sides = ("--by", "sector=werkveld", "--organisation", "waar")
    assert run(answers, "--instrument", form, *sides, "--out", out) == 0
    found = json.loads((out / "resultaat.json").read_text())
    assert found["structure"]["measures"]["chisq"] == pytest.approx(37.6629, abs=1e-3)
    assert [one["by"] for one in found["comparisons"]] == ["sector", "organisatie"]
    assert (out / "dossier.pdf").read_bytes().startswith(b"%PDF")
    assert "cfa(model" in (out / "controle.R").read_text()
    told = capsys.readouterr().out
    assert "400 mensen, 12 vragen" in told
    assert "Sectoren vergelijken: ontbreekt" in told


def test_the_answers_for_r_are_the_answers(form: Path, answers: Path, tmp_path: Path) -> None:
    run(answers, "--instrument", form, "--out", tmp_path / "uit")
    with (tmp_path / "uit" / "antwoorden.csv").open() as lines:
        head, *rows = list(csv.reader(lines))
    assert tuple(head) == NAMES
    assert [[int(cell) for cell in row] for row in rows] == golden()[0].tolist()


def test_no_cell_of_a_table_is_a_formula(form: Path, answers: Path, tmp_path: Path) -> None:
    run(answers, "--instrument", form, "--organisation", "waar", "--out", tmp_path / "uit")
    cells = [
        cell
        for file in (tmp_path / "uit").glob("*.csv")
        for row in csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
        for cell in row
    ]
    assert any("org1" in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]


def test_a_model_of_ones_own_replaces_a_factor_per_scale(form: Path, answers: Path, tmp_path: Path) -> None:
    model = tmp_path / "model.txt"
    model.write_text("A =~ " + " + ".join(NAMES))
    assert run(answers, "--instrument", form, "--model", model, "--out", tmp_path / "uit") == 0
    found = json.loads((tmp_path / "uit" / "resultaat.json").read_text())["structure"]
    assert (found["measures"]["df"], found["model"]) == (54.0, model.read_text())


@pytest.mark.parametrize(
    ("rows", "words", "says"),
    [
        ([["x1", "x2"], ["1", "9"]], (), "rij 2, kolom 'x2', waarde '9'"),
        ([["x1", "x2"], ["1", "2"]], ("--by", "sector"), "Kolom sector staat niet in de antwoorden"),
        ([["x1", "x2"], ["1", "2"]], (), "vanaf 30"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(
    form: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: list[list[str]],
    words: tuple[str, ...],
    says: str,
) -> None:
    file = written(tmp_path / "fout.csv", rows)
    assert run(file, "--instrument", form, *words, "--out", tmp_path / "uit") == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_a_mistake_in_a_model_names_its_line(
    form: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model.txt"
    model.write_text("S =~ x1 + x2\nO =~ + ~")
    assert run(answers, "--instrument", form, "--model", model, "--out", tmp_path / "uit") == 1
    assert "regel 2" in capsys.readouterr().err.lower()


def test_what_people_said_of_the_questions_comes_from_a_file(
    form: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {"verdict": "goed", "words": "past bij het werk"}
    study = {
        "done_on": "2026-03-04",
        "people": {"invullers": 8, "ervaringsdeskundigen": 2},
        "ways": ["interviews"],
        "findings": {"relevant": said, "volledig": said, "begrijpelijk": said},
    }
    content = tmp_path / "inhoud.json"
    content.write_text(json.dumps([study]))
    out = tmp_path / "uit"
    assert run(answers, "--instrument", form, "--content", content, "--out", out) == 0
    found = json.loads((out / "resultaat.json").read_text())
    assert found["content"][0]["people"] == study["people"]
    assert found["uses"][0]["outcome"] == "voor"
    assert "past bij het werk" in (out / "inhoud.csv").read_text(encoding="utf-8-sig")
    content.write_text("[")
    assert run(answers, "--instrument", form, "--content", content, "--out", out) == 1
    assert "geen JSON" in capsys.readouterr().err


def test_a_column_with_people_links_measurements(form: Path, tmp_path: Path) -> None:
    codes, _ = golden()
    later = np.clip(codes + default_rng(1).integers(-1, 2, codes.shape), 1, 5)
    rows = [[*row, f"p{at}", wave] for wave, part in ((1, codes), (2, later)) for at, row in enumerate(part)]
    file = written(tmp_path / "twee.csv", [[*NAMES, "wie", "jaar"], *rows])
    out = tmp_path / "uit"
    assert run(file, "--instrument", form, "--by", "meting=jaar", "--person", "wie", "--out", out) == 0
    [found] = json.loads((out / "resultaat.json").read_text())["comparisons"]
    assert (found["by"], found["followed"]) == ("meting", True)


def test_files_that_are_not_there_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "weg.csv", "--instrument", tmp_path / "weg.xlsx", "--out", tmp_path / "uit") == 1
    assert "weg" in capsys.readouterr().err


def test_help_needs_neither_django_nor_numpy() -> None:
    code = "import sys; from rondom.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    code += "print(sorted({'django', 'numpy', 'scipy'} & set(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", code, "analyse", "--help"],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": f"{rondom.__path__[0]}/.."},
    )  # fmt: skip
    assert found.stdout.splitlines()[-1] == "[]"


def test_a_mapping_that_is_no_json_is_told_in_dutch(
    form: Path, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "koppeling.json"
    mapping.write_text("x1 = vraag 1")
    assert run(answers, "--instrument", form, "--mapping", mapping, "--out", tmp_path / "uit") == 1
    assert "is geen JSON: regel 1" in capsys.readouterr().err
