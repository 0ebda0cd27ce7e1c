"""Forms about who takes part."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from rondom.cores.meet.forms.gatherings import number
from rondom.cores.meet.models import Gathering, Moment
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Role
from rondom.ui.templatetags.rondom import clock, long_day

I_COME = [("yes", _("Ik kom")), ("maybe", _("Misschien")), ("no", _("Ik kom niet"))]
I_CAN = [("yes", _("Ik kan")), ("maybe", _("Misschien")), ("no", _("Ik kan niet"))]


class ParticipantForm(forms.Form):
    """A member of the circle, an e-mail address, or a label alone."""

    member = forms.ModelChoiceField(
        label="Iemand uit de kring",
        queryset=User.objects.none(),
        required=False,
        empty_label="Niemand uit de kring",
    )
    email = forms.EmailField(
        label="Of een e-mailadres",
        required=False,
        help_text="Voor wie geen account heeft. Die krijgt een eigen link.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    label = forms.CharField(
        label="Of alleen een aanduiding",
        max_length=80,
        required=False,
        help_text="Voor wie geen naam wil, zoals ‘ouder’ of ‘ouder 2’.",
    )
    role = forms.CharField(
        label="Rol in deze bijeenkomst", max_length=60, help_text="Bijvoorbeeld: ouder, school, wijkteam."
    )
    grounds = forms.CharField(label="Waarom erbij", max_length=200, required=False)
    leads = forms.BooleanField(label="Leidt de bijeenkomst of schrijft mee", required=False)

    def __init__(self, gathering: Gathering, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = gathering.participants.exclude(user=None).values("user")
        chosen = self.fields["member"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = gathering.circle.members.exclude(pk__in=there)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not any(data.get(name) for name in ("member", "email", "label")):
            raise forms.ValidationError(
                "Kies iemand uit de kring, of vul een e-mailadres of een aanduiding in."
            )
        if data.get("member") and data.get("email"):
            raise forms.ValidationError("Kies iemand uit de kring of vul een e-mailadres in, niet allebei.")
        return data

    def facts(self) -> dict[str, Any]:
        """What add_participant needs."""
        data = self.cleaned_data
        names = ("email", "label", "role", "grounds", "leads")
        return {"user": data["member"], **{name: data[name] for name in names}}


class AttendanceForm(forms.Form):
    """Who was there, and how many without a name. What one did not touch stays as others noted it."""

    def __init__(self, gathering: Gathering, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = list(gathering.participants.select_related("user"))
        known = {count.role: count.number for count in gathering.head_counts.all()}
        self._roles = sorted(
            {one.role for one in self._people if not one.leads} | set(known) | {Role.PARENT.label}
        )
        for one in self._people:
            self.fields[f"p{one.pk}"] = forms.BooleanField(
                label=one.named, required=False, initial=one.attended or False, show_hidden_initial=True
            )
        for role in self._roles:
            self.fields[count_of(role)] = forms.IntegerField(
                label=f"{capfirst(role)}: hoeveel zonder naam?",
                required=False,
                min_value=0,
                max_value=9999,
                initial=known.get(role),
                show_hidden_initial=True,
                widget=number(),
            )

    def noted(self) -> dict[str, Any]:
        """What note_attendance needs."""
        return {"present": self._present(), "counts": self._counts(), "seen": self._seen()}

    def show_both(self, there: Mapping[str, int]) -> None:
        """Someone was first with other numbers: theirs stand with the fields. Saving again takes yours."""
        sent: Any = self.data
        data = sent.copy()
        for role, counted in there.items():
            name = count_of(role)
            data[self[name].html_initial_name] = counted
            self.add_error(
                name,
                f"Iemand anders noteerde net {counted}. Hieronder staat uw aantal. "
                "Bewaar opnieuw om uw aantal te nemen.",
            )
        self.data = data

    def _present(self) -> dict[int, bool]:
        """Whom to note as present or absent: who has no note yet, and who was changed on the screen."""
        changed = self.changed_data
        noted = [one for one in self._people if one.attended is None or f"p{one.pk}" in changed]
        return {one.pk: bool(self.cleaned_data[f"p{one.pk}"]) for one in noted}

    def _counts(self) -> dict[str, int]:
        changed = self.changed_data
        names = {role: count_of(role) for role in self._roles}
        return {role: self.cleaned_data[name] or 0 for role, name in names.items() if name in changed}

    def _seen(self) -> dict[str, int]:
        """By role the number from which whoever counts began."""
        began = {role: self.data.get(self[count_of(role)].html_initial_name) or "0" for role in self._roles}
        return {role: int(text) for role, text in began.items() if str(text).isdecimal() and len(text) < 6}


def count_of(role: str) -> str:
    """The same whatever other roles there are: someone may add one meanwhile."""
    return f"n{crc32(role.encode()):x}"


class AnswerForm(forms.Form):
    """Whether I come."""

    answer = forms.ChoiceField(label=_("Uw antwoord"), choices=I_COME, widget=forms.RadioSelect)


class DayField(forms.ChoiceField):
    """Whether I can on one day. That days may stay open, everyone knows."""

    goes_without_saying = True


class MomentsForm(forms.Form):
    """When I can."""

    def __init__(self, moments: list[Moment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for moment in moments:
            self.fields[f"m{moment.pk}"] = DayField(
                label=f"{long_day(moment.starts_at)}, {clock(moment.starts_at)}",
                choices=I_CAN,
                required=False,
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[int, str]:
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if value}


class ConfirmForm(forms.Form):
    """Whether the minutes are right."""

    agrees = forms.ChoiceField(
        label=_("Klopt dit verslag?"),
        choices=[("yes", _("Ja, het klopt")), ("no", _("Nee, niet helemaal"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Wat klopt er niet, of wat wilt u erbij zeggen?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("agrees") == "no" and not self.cleaned_data.get("remark"):
            self.add_error("remark", _("Schrijf op wat er niet klopt."))
        return self.cleaned_data
