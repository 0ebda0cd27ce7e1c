"""Audit: what happened and who looked. Lines are only added; each holds the digest of the one before."""
