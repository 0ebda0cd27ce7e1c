"""Looking half-way: a sentence about every goal, and what happens with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from rondom.cores.plan.actions.evaluations import Look
from rondom.cores.plan.forms.editing import text_area
from rondom.cores.plan.forms.plans import LookBackForm
from rondom.cores.plan.models.evaluation import Course
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.overviews.half_way import GoalSoFar

CLOSED = (
    "Iemand anders heeft dit doel net gewijzigd: het is nu {}. Zet uw zin bij ‘Wat hebben wij geleerd?’ "
    "en maak dit leeg."
)


class HalfWayForm(LookBackForm):
    """Two questions per goal that is still open, and what was learnt of the whole.

    A goal that someone else closed meanwhile stays in the form with what was written about it, until that is
    taken out.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31)

    def __init__(self, *args: Any, goals: Sequence[GoalSoFar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        for one in self._open():
            self.fields[f"words-{one.goal.pk}"] = forms.CharField(
                label="Hoe gaat het?",
                help_text="In één zin, zonder namen.",
                max_length=300,
                widget=text_area(2),
            )
            self.fields[f"course-{one.goal.pk}"] = forms.ChoiceField(
                label="Hoe gaat u verder?", choices=Course.choices, widget=forms.RadioSelect
            )

        for one in self._closed_meanwhile():
            self.fields[f"words-{one.goal.pk}"] = forms.CharField(
                label="Hoe gaat het?", required=False, widget=text_area(2)
            )

    def clean(self) -> dict[str, Any]:
        """Nothing that someone wrote goes unseen when others were first."""
        for one in self._closed_meanwhile():
            if self.cleaned_data.get(f"words-{one.goal.pk}"):
                self.add_error(f"words-{one.goal.pk}", CLOSED.format(one.goal.get_state_display()))
        return self.cleaned_data

    def parts(self) -> Iterator[tuple[GoalSoFar, list[forms.BoundField]]]:
        """Every goal with its questions; a goal that was reached or let go has none."""
        for one in self.goals:
            names = (f"words-{one.goal.pk}", f"course-{one.goal.pk}")
            yield one, [self[name] for name in names if name in self.fields]

    def of_the_whole(self) -> list[forms.BoundField]:
        """The questions about the plan as a whole."""
        return [self[name] for name in ("learnt", "next_steps", "on")]

    def look(self) -> dict[str, Any]:
        """What look_half_way needs."""
        said = self.cleaned_data
        looks = [
            Look(one.goal, said[f"words-{one.goal.pk}"], said[f"course-{one.goal.pk}"])
            for one in self._open()
        ]
        names = ("learnt", "next_steps", "on", "key", "revision")
        return {name: said[name] for name in names} | {"looks": looks}

    def said_of(self, shown: str) -> str:
        return (
            f"Een collega schreef net ook een tussenstand op: ‘{shown}’. Die van u is nog niet bewaard. "
            "Bewaar opnieuw, dan staan beide in het plan."
        )

    def _open(self) -> list[GoalSoFar]:
        return [one for one in self.goals if one.goal.state == GoalState.OPEN]

    def _closed_meanwhile(self) -> list[GoalSoFar]:
        """Goals that are no longer open, about which someone wrote all the same."""
        closed = [one for one in self.goals if one.goal.state != GoalState.OPEN]
        return [one for one in closed if self.data.get(f"words-{one.goal.pk}", "").strip()]
