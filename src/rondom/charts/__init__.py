"""Released results to pictures: SVG text with the same numbers as a table. No Django, no pandas, no NumPy.

A chart function takes released results and Dutch labels, and answers a ``Chart``. The same SVG goes into
the page and into the PDF, so it uses presentation attributes only: no classes, no style attributes.
"""
