"""Everything that changes data about gatherings, a file per noun.

Rows are locked without their keys (``no_key``), and before the line in the log: what others write about the
same gathering checks its key when it commits, holding the log, and would wait for us as we wait for the log.
"""
