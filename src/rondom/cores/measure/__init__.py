"""Measure: a round asks the people in its frame to fill in an instrument, and its results are released.

- an **instrument version** is a questionnaire that no longer changes once it was answered
- a **round** has a **frame**: cells of neighbourhood, sector and organisation with the number invited
- a **ticket** is a code with which one person answers once; it holds their draft, readable with the code only
- a **sealed response** waits, unreadable, until the round closes; then all become **responses** at once,
  in random order, and tickets and seals are gone
- an **open answer** is kept apart from the other answers and is moderated before anyone else reads it
- a **publication** is a report with numbered **releases**
"""
