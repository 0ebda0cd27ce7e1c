"""Accounts: a user is an e-mail address and a name. Signing in goes without a password."""
