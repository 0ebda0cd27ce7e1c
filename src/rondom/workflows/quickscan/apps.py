from django.apps import AppConfig


class QuickscanConfig(AppConfig):
    name = "rondom.workflows.quickscan"
    verbose_name = "quickscan"

    def ready(self) -> None:
        from rondom.cores.meet.agendas import offer_agenda
        from rondom.cores.plan import measures
        from rondom.cores.plan.definitions import Kind
        from rondom.foundation.nightly import Job, every_night
        from rondom.foundation.workflow import Workflow, offer
        from rondom.ui import navigation
        from rondom.workflows.quickscan import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.workflows.quickscan.actions.tallies import make_tallies
        from rondom.workflows.quickscan.improving import (
            choices,
            item_choices,
            known,
            network_choices,
            section_of,
            worked_out,
        )
        from rondom.workflows.quickscan.overviews import standing, waiting
        from rondom.workflows.quickscan.round_table import AGENDA, HALF_WAY

        offers = {
            Kind.SCALE_MEAN: choices,
            Kind.ITEM_SHARE: item_choices,
            Kind.NETWORK: network_choices,
        }
        for kind, offered in offers.items():
            measures.offer(
                kind, worked_out, workflow="quickscan", choices=offered, known=known, anchor=section_of
            )
        every_night(Job(make_tallies, "{} tellingen over gemeenten gemaakt."))
        offer_agenda(AGENDA)
        offer_agenda(HALF_WAY)
        offer(Workflow("quickscan", "Quickscan", "quickscan:of_circle", waiting, standing))
        navigation.add("Quickscans", "quickscan:scans", "quickscan", 20)
