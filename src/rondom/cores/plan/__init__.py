"""Plan: what people will do together, whether it helps, and what was learnt.

- a **plan** belongs to a circle; it goes from in preparation to agreed, running, evaluated and closed
- a **goal** is in the words of those it is for, and says what a family would notice
- an **action** brings a goal nearer: what, who, with whom, when; it can be stuck on an obstacle
- an **indicator** says what is measured for a goal and how; its **readings** come in by themselves when
  a workflow offers a measure, or are counted by hand
- an **origin** is what something came from, as data: a sentence in a report, advice, a decision
- an **evaluation** is what was learnt, half-way or at the end
- a **version** is one change of any of these: who, when, what and why
"""
