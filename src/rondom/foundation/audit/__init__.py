"""Audit: what happened and who looked. Lines are only ever added, and each holds the hash of the one before."""
