"""What is written as a form reads back as the same instrument."""

import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from rondom.instruments.document import checksum, from_document, to_document
from rondom.instruments.instrument import Instrument
from rondom.instruments.tests.strategies import instruments
from rondom.instruments.xlsform import read_xlsform, write_xlsform

slowly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(instruments())
def test_a_workbook_reads_back_as_the_same_instrument(instrument: Instrument) -> None:
    file = io.BytesIO()
    write_xlsform(instrument, file)
    file.seek(0)
    assert read_xlsform(file).instrument == instrument


@slowly
@given(instruments())
def test_a_folder_of_csv_reads_back_as_the_same_instrument(instrument: Instrument) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_xlsform(instrument, Path(folder) / "vragenlijst")
        assert read_xlsform(Path(folder) / "vragenlijst").instrument == instrument


@slowly
@given(instruments())
def test_a_workbook_holds_no_formula(instrument: Instrument) -> None:
    file = io.BytesIO()
    write_xlsform(instrument, file)
    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


@slowly
@given(instruments())
def test_a_document_gives_the_same_instrument_and_checksum(instrument: Instrument) -> None:
    again = from_document(to_document(instrument))
    assert again == instrument
    assert checksum(again) == checksum(instrument)
