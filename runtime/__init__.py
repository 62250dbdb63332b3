"""Starts, supervises and stops everything teleread needs on one machine.

Only the standard library is imported at module level anywhere in this package, because its first
half runs before the virtual environment exists. Django is never imported.
"""
