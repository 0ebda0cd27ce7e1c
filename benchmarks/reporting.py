"""A page of the report against an empty page, and a report PDF against typst on the finished source."""

import json
from typing import TYPE_CHECKING

from benchmarks.server import Request, median_ms, per_second, prepare, serving

if TYPE_CHECKING:
    from rondom.cores.measure.models import Release

PAGES = 60


def main() -> None:
    """Print both ratios."""
    prepare()
    release, session = _release()
    headers = {"Cookie": f"rondom_sessie={session}", "Host": "localhost"}
    key = release.publication.key
    page: Request = ("GET", f"/publicaties/{release.made_on.year}/{key}/v{release.number}/", "", headers)
    empty: Request = ("GET", "/meten/leeg/", "", headers)
    with serving() as port:
        per_second(port, [empty, page] * 8, expect=200)
        rival = per_second(port, [empty] * PAGES, expect=200)
        ours = per_second(port, [page] * PAGES, expect=200)
    print(f"Report page: {1000 / ours:.0f} ms; empty page: {1000 / rival:.0f} ms; ratio {rival / ours:.1f}")
    _paper(release)


def _paper(release: "Release") -> None:
    from rondom.documents import pdf
    from rondom.workflows.quickscan.report.paper import TEMPLATE, data_of, report_pdf
    from rondom.workflows.quickscan.reports import period_of, report_of

    period = period_of(release.results.round)

    def whole() -> bytes:
        report = report_of(release.results, release.document)
        return report_pdf(report, made_on=release.made_on, number=1, period=period)

    report = report_of(release.results, release.document)
    data = json.loads(json.dumps(data_of(report, made_on=release.made_on, number=1, period=period)))

    def finished() -> bytes:
        return pdf.make_pdf(TEMPLATE, data, made_on=release.made_on)

    ours, rival = median_ms(whole, 7), median_ms(finished, 7)
    print(
        f"Report PDF: {ours:.0f} ms; typst on the finished source: {rival:.0f} ms; ratio {ours / rival:.2f}"
    )


def _release() -> "tuple[Release, str]":
    """The report about the municipality of the demo, and the session of someone who may read it."""
    from django.test import Client
    from django.utils import timezone

    from rondom.cores.measure.models import Release
    from rondom.demo.build import build
    from rondom.foundation.accounts.models import User

    build(timezone.localdate(), print)
    client = Client()
    client.force_login(User.objects.get(email="coordinator@waterrijk.example"))
    release = Release.objects.filter(publication__area=None).order_by("pk").last()
    assert release is not None
    return release, client.cookies["rondom_sessie"].value


if __name__ == "__main__":
    main()
