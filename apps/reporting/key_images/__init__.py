"""Frames that a report points at: what is kept of each, how it is said and drawn. Pure: no Django, no clock."""
