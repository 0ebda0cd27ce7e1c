"""Who may do what, in words, made from the rules that the site itself asks."""

from dataclasses import dataclass

from rondom.foundation.access import SITE, Rule, permissions
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Role

SITE_MANAGER = "beheerder van de site"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be done, and per column of the matrix whether it may."""

    text: str
    allowed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that can be done in a circle or on the site, by who may."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


TEXTS = {
    "accounts.manage": "Accounts maken en wijzigen",
    "circles.manage_members": "Mensen in de kring toelaten of eruit halen",
    "circles.view_circle": "Zien wie er in de kring zitten",
    "circles.view_log": "Het logboek van de kring lezen",
    "circles.view_site_log": "Het logboek van accounts, wijken en partners lezen",
    "measure.close_round": "Een meting sluiten",
    "measure.export_answers": "Losse antwoorden ophalen, zonder namen en met een reden",
    "measure.hand_out_codes": "Codes en links voor een vragenlijst uitdelen",
    "measure.import_answers": "Antwoorden inlezen die elders zijn gegeven",
    "measure.make_dossier": "De kwaliteit van een vragenlijst laten onderzoeken",
    "measure.manage_instruments": "Vragenlijsten maken en wijzigen",
    "measure.moderate": "Open antwoorden nalezen voordat anderen ze zien",
    "measure.open_round": "Een meting openen",
    "measure.prepare_round": "Een meting voorbereiden",
    "measure.publish": "Een rapport uitbrengen",
    "measure.record_content": "Vastleggen wat mensen van een vragenlijst vonden",
    "measure.view_dossier": "Lezen hoe goed een vragenlijst is",
    "measure.view_instruments": "Vragenlijsten bekijken",
    "measure.view_report": "Rapporten lezen",
    "measure.view_response": "Zien hoeveel mensen meededen",
    "measure.view_round": "Een meting bekijken",
    "measure.withdraw": "Een rapport intrekken",
    "meet.contribute": "Iets inbrengen, stemmen en het verslag bevestigen",
    "meet.lead_gathering": "Een bijeenkomst leiden: agenda, deelnemers, besluiten en opkomst",
    "meet.start_gathering": "Een bijeenkomst of reeks beginnen",
    "meet.view_gathering": "Bijeenkomsten zien die voor u bedoeld zijn",
    "parenting_questions.code_question": "Opvoedvragen een thema geven",
    "parenting_questions.log_question": "Een opvoedvraag opschrijven",
    "parenting_questions.screen_question": "Opvoedvragen nalezen voordat ze meetellen",
    "parenting_questions.start_pool": "Een vragenpot beginnen",
    "parenting_questions.view_approach": "Het dossier van een aanpak lezen; als het gedeeld is ook elders",
    "parenting_questions.view_bundle": "Lezen welke opvoedvragen zijn samengenomen, en wat ermee gebeurt",
    "parenting_questions.view_enrolments": "Zien welke ouders zich voor een groep aanmeldden",
    "parenting_questions.view_pool": "Zien hoe ver opvoedvragen zijn",
    "parenting_questions.view_question": "Lezen wat ouders vragen",
    "parenting_questions.view_signals": "Zien welke opvoedvragen vaak worden gesteld",
    "parenting_questions.work_on_bundle": "Opvoedvragen samennemen, duiden en teruggeven",
    "plan.change_plan": "Een plan wijzigen dat men mag zien",
    "plan.move_action": "Een actie bijwerken; dat mag ook wie haar trekt",
    "plan.start_plan": "Een plan beginnen",
    "plan.view_plan": "Een plan lezen, als het ook voor die persoon is",
    "places.manage": "Wijken en hun cijfers beheren",
    "places.manage_partners": "Partners toevoegen en wijzigen",
    "places.view": "Wijken en hun cijfers zien",
    "quickscan.prepare_half_way": "Een bijeenkomst voorbereiden om halverwege te kijken",
    "quickscan.prepare_round_table": "Een rondetafel over een rapport voorbereiden",
    "quickscan.start_improvement": "Een verbeterplan maken bij een rapport",
    "quickscan.start_scan": "Een quickscan beginnen",
    "quickscan.start_wave": "Een quickscan herhalen",
    "quickscan.view_together": "Zien welke acties samengaan met verbetering",
    "quickscan.view_sharing": "Zien of wijken meetellen voor andere gemeenten",
    "quickscan.ask_to_share": "Vragen of wijken meetellen voor andere gemeenten",
    "quickscan.agree_to_share": "Instemmen dat wijken meetellen voor andere gemeenten",
    "quickscan.stop_sharing": "Stoppen met meetellen voor andere gemeenten",
    "quickscan.view_scan": "Een quickscan volgen",
}


def matrix() -> Matrix:
    """One line per permission, one column per role, and one for site management."""
    lines = [Line(text(name), _allowed(rule)) for name, rule in permissions().items()]
    columns = (*(str(role.label) for role in Role), SITE_MANAGER)
    return Matrix(columns, tuple(sorted(lines, key=lambda line: line.text)))


def text(permission: str) -> str:
    """What the permission is about. One that nobody described yet shows its own name."""
    return TEXTS.get(permission, permission)


def _allowed(rule: Rule) -> tuple[bool, ...]:
    """The roles that the rule names, and what it answers to someone with an account but without a circle."""
    anyone, manager = User(pk=0), User(pk=0, is_staff=True)
    return (*(role in rule.roles or rule(anyone, SITE) for role in Role), rule(manager, SITE))
