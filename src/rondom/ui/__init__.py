"""How pages look: the frame, components, form fields, styles and small scripts.

A page extends ``base.html`` (or ``visitors/frame.html`` for people without an account: in their language, and
with a button that reads it aloud; ``plain.html`` is the bare frame) and fills its blocks:

- ``title``: the name of the page, also shown in the tab; ``section``: the code of the current entry in
  the main menu, as given to ``navigation.add``; ``crumbs``: a ``<c-crumbs>``
- ``content``: the page itself, starting with one ``h1``
- ``errors``: ``<c-errors :form="form" />`` when fields are shown one by one (``{{ form }}`` has it already)
- ``scripts``: ``<script src>`` of this page alone; nothing inline, the CSP refuses it

Components are in ``templates/cotton``; ``/onderdelen/`` shows each of them.
"""
