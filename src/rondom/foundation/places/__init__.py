"""Places: municipalities, wijken and buurten by official code and year, and who works there.

A work area is the neighbourhood that people work in: one or more wijken or buurten. Partner organisations
have a sector and work areas. Key figures come from files of CBS; an unknown figure is kept as unknown.
"""
