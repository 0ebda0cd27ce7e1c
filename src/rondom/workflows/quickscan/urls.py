from django.urls import path

from rondom.workflows.quickscan.views import half_way, improving, reports, scans, sharing, together

app_name = "quickscan"
RELEASE = "publicaties/<int:year>/<slug:key>/v<int:number>"
urlpatterns = [
    path("quickscans/", scans.scans, name="scans"),
    path("quickscans/nieuw/", scans.add_scan, name="add_scan"),
    path("quickscans/kring/<int:circle_pk>/", scans.of_circle, name="of_circle"),
    path("quickscans/<int:pk>/", scans.scan, name="scan"),
    path("quickscans/<int:pk>/meting/", scans.add_wave, name="add_wave"),
    path("quickscans/<int:pk>/rapporten/", reports.make, name="make_reports"),
    path("quickscans/<int:pk>/rapporten/<int:run_pk>/", reports.run, name="run"),
    path("quickscans/<int:pk>/samen-met-verbetering/", together.show, name="together"),
    path("quickscans/<int:pk>/meetellen/", sharing.show, name="sharing"),
    path("quickscans/<int:pk>/meetellen/vragen/", sharing.ask, name="ask_to_share"),
    path("quickscans/<int:pk>/meetellen/instemmen/", sharing.agree, name="agree_to_share"),
    path("quickscans/<int:pk>/meetellen/stoppen/", sharing.stop, name="stop_sharing"),
    path("quickscans/<int:pk>/halverwege/<int:plan_pk>/", half_way.prepare, name="half_way"),
    path(f"{RELEASE}/", reports.release, name="release"),
    path(f"{RELEASE}.pdf", reports.release_pdf, name="release_pdf"),
    path(f"{RELEASE}.xlsx", reports.release_tables, name="release_tables"),
    path(f"{RELEASE}.json", reports.release_json, name="release_json"),
    path(f"{RELEASE}/rondetafel/", improving.round_table, name="round_table"),
    path(f"{RELEASE}/verbeterplan/", improving.start, name="improve"),
    path(f"{RELEASE}/intrekken/", reports.take_back, name="withdraw"),
]
