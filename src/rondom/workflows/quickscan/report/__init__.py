"""The report of a quickscan: from released results to sentences, pictures and tables.

``findings`` says what stands out, ``pictures`` draws, ``build`` puts a report together, ``paper`` lays it
out as a PDF. All of it takes released results only.
"""
