"""What a report recommends to be done next, as data beside its words. Pure: no Django, no clock."""
