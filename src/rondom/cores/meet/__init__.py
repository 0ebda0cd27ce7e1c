"""Meet: people come together about something, prepare it, decide, and write down what comes out.

- a **series** holds gatherings in **phases**; a gathering can also stand alone
- a **gathering** has an **agenda** of points with minutes, and **participants**, each with a role in it
- a **participant** has an account, an e-mail address, or only a label; a **pass** lets in without an account
- a **head count** is how many came of those who want no name
- a **contribution** is what someone brings in, before, during or after; nothing written is ever lost
- a **decision** keeps its **objections** and comes back on its day; an **outcome** is what else came out
- a **ballot** divides dots over options; **moments** are days to choose from
"""
