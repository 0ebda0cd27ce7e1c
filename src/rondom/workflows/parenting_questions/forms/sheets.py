"""A file of questions, and each row of it that someone must look at again."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from rondom.foundation.places.sheets import UnreadableFile
from rondom.wording import Clue
from rondom.workflows.parenting_questions.actions.questions import (
    AboutSafety,
    AskAboutSafety,
    Asked,
    Identifying,
    require_harmless,
)
from rondom.workflows.parenting_questions.actions.sheets import SheetRow, known_digests, monday_of
from rondom.workflows.parenting_questions.forms.texts import QuestionText
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import AgeGroup
from rondom.workflows.parenting_questions.sheets import COLUMNS, LARGEST_MB, MOST_ROWS, Row, read_questions
from rondom.workflows.parenting_questions.understanding import Words

OLDEST = timedelta(weeks=3 * 52)
FLAGS = ("no_names", "not_unsafe", "left_out")


class SheetForm(forms.Form):
    """A file with one question per row."""

    file = forms.FileField(
        label="Bestand (Excel of CSV)",
        help_text=f"Hooguit {MOST_ROWS} vragen en {LARGEST_MB} MB. Wij bewaren het bestand niet.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        allow_empty_file=True,
    )

    rows: list[tuple[int, Row]]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = read_questions(file.read(LARGEST_MB * 1024 * 1024 + 1))
        except UnreadableFile as unreadable:
            raise forms.ValidationError(str(unreadable)) from None
        return file


class RowForm(forms.Form):
    """One row. ``is_unsafe``: it is about danger, and nothing of it may be kept, not even on the page."""

    text = QuestionText(
        label="Vraag",
        min_length=5,
        rows=2,
        error_messages={
            "min_length": "Te kort. Schrijf in een paar woorden wat de ouder vroeg. Of laat de rij weg."
        },
    )
    age_group = forms.ChoiceField(label="Leeftijd van het kind", choices=[("", "Kies"), *AgeGroup.choices])
    area = forms.TypedChoiceField(label="Wijk", empty_value=None)
    heard = forms.IntegerField(label="Hoe vaak gehoord", min_value=1, max_value=50, required=False)
    week = forms.DateField(
        label="Een dag in die week",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    organisation = forms.TypedChoiceField(label="Organisatie", empty_value=None, required=False)
    theme = forms.TypedChoiceField(label="Thema", empty_value=None, required=False)
    no_names = forms.BooleanField(label="Er staat geen naam in deze vraag", required=False)
    not_unsafe = forms.BooleanField(label="Dit gaat niet over geweld of onveiligheid thuis", required=False)
    left_out = forms.BooleanField(label="Deze rij weglaten", required=False)

    is_unsafe = False

    def __init__(self, number: int, row: Mapping[str, str], *, words: Words, today: date) -> None:
        super().__init__({f"r{number}-{name}": value for name, value in row.items()}, prefix=f"r{number}")
        self.number, self.row, self.today, self.flags = number, row, today, list[str]()
        for name in ("age_group", "area", "organisation", "theme"):
            self.fields[name].error_messages["invalid_choice"] = (
                "‘%(value)s’ kennen wij hier niet. Kies uit de lijst."
            )
        self.fields["week"].error_messages["invalid"] = (
            f"‘{row['week']}’ is geen datum. Wij bewaren alleen de week."
        )
        for name, things, none in (
            ("area", words.areas, "Kies"),
            ("organisation", words.organisations, "Geen"),
            ("theme", words.themes, "Geen"),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [("", none), *((key, str(one)) for key, one in things.items())]
            field.coerce = things.__getitem__

    @property
    def is_left_out(self) -> bool:
        """Whether it was chosen to leave this row out."""
        return bool(self.row.get("left_out"))

    @property
    def to_mend(self) -> list[forms.BoundField]:
        """The question itself, and what else needs to be looked at."""
        names = ["text", *(name for name in COLUMNS[1:] if name in self.errors), *self.flags, "left_out"]
        return [self[name] for name in names]

    @property
    def sheet_row(self) -> SheetRow:
        """The row as it may be kept."""
        cleaned = self.cleaned_data
        return SheetRow(self._asked(), monday_of(cleaned["week"]), cleaned["organisation"])

    def clean_week(self) -> date:
        week: date = self.cleaned_data["week"]
        if week > self.today:
            raise forms.ValidationError("Deze dag is nog niet geweest.")
        if week < self.today - OLDEST:
            raise forms.ValidationError("Dit is langer dan drie jaar geleden.")
        return week

    def clean(self) -> dict[str, Any]:
        """Danger comes first, whatever else is wrong with the row."""
        cleaned = super().clean() or {}
        try:
            require_harmless(" ".join(self.row["text"].split()), self._asked())
        except AboutSafety:
            self.is_unsafe = True
        except AskAboutSafety:
            self.flags.append("not_unsafe")
            self.add_error("text", "Gaat dit over geweld of onveiligheid thuis? Laat deze rij dan weg.")
        except Identifying as found:
            self._say_what(found.clues)
        return cleaned

    def _asked(self) -> Asked:
        get = self.cleaned_data.get
        return Asked(
            get("text") or "",
            get("area"),  # type: ignore[arg-type]  # there, by the time that a row is kept
            age_group=get("age_group") or AgeGroup.ALL,
            heard=get("heard") or 1,
            theme=get("theme"),
            no_names=bool(self.row.get("no_names")),
            not_unsafe=bool(self.row.get("not_unsafe")),
        )

    def _say_what(self, clues: tuple[Clue, ...]) -> None:
        said = ", ".join(dict.fromkeys(f"{clue.text} ({clue.kind.value})" for clue in clues))
        if any(clue.certain for clue in clues):
            self.add_error("text", f"Haal dit weg: {said}.")
        else:
            self.flags.append("no_names")
            self.add_error("text", f"Is dit een naam: {said}? Schrijf dan bijvoorbeeld ‘mijn zoon’.")


class LookedThrough:
    """A file that was looked through: what is good, what is to be mended, what the pool knows already.

    ``unsafe`` are numbers of rows about danger; their words are gone.
    """

    def __init__(
        self, pool: Pool, rows: Iterable[tuple[int, Row]], *, words: Words, today: date, unsafe: Iterable[int]
    ) -> None:
        found = [RowForm(number, row, words=words, today=today) for number, row in rows]
        kept = [form for form in found if not form.is_left_out]
        sound = [form for form in kept if form.is_valid()]
        self.unsafe = sorted({*unsafe, *(form.number for form in kept if form.is_unsafe)})
        self.left_out = [form for form in found if form.is_left_out]
        self.to_mend = [form for form in kept if form.errors and not form.is_unsafe]
        self.good: list[RowForm] = []
        self.double: list[int] = []
        self._divide(pool, [form for form in sound if not form.is_unsafe])
        away = {*self.unsafe, *(form.number for form in self.left_out)}
        self.rows = [(form.number, form.row) for form in found if form.number not in away]

    @property
    def double_rows(self) -> str:
        """Which rows the pool knew, in words."""
        return in_ranges(self.double)

    @property
    def unsafe_rows(self) -> str:
        """Which rows are about danger, in words."""
        return in_ranges(self.unsafe)

    def _divide(self, pool: Pool, sound: list[RowForm]) -> None:
        digests = {form.number: form.sheet_row.digest(pool) for form in sound}
        seen = known_digests(pool, digests.values())
        for form in sound:
            if digests[form.number] in seen:
                self.double.append(form.number)
            else:
                self.good.append(form)
            seen.add(digests[form.number])


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers as people say them: '2, 5 tot en met 9'."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    long = [[f"{run[0]} tot en met {run[-1]}"] if len(run) > 2 else map(str, run) for run in runs]
    return ", ".join(word for run in long for word in run)


def mended(number: int, row: Row, sent: Mapping[str, str]) -> Row:
    """The row with what someone sent for it; a box without a tick is not sent."""
    if f"r{number}-text" not in sent and f"r{number}-left_out" not in sent:
        return row
    given = {name: sent[f"r{number}-{name}"] for name in (*COLUMNS, *FLAGS) if f"r{number}-{name}" in sent}
    return {**{name: value for name, value in row.items() if name not in FLAGS}, **given}
