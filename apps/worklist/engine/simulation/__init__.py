"""A practice in compressed time: sites, readers and arrivals drawn from a seed, read under several policies.

Pure and repeatable: no database, no clock of the machine, no order that a hash decides.
"""
