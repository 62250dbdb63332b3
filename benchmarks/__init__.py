"""How fast teleread is, as ratios measured in one run on real processes; nothing is asserted on time."""
