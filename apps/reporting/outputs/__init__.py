"""A signed version in every format that leaves the house, from one source. Pure: no Django, no clock.

``ReportSource`` goes in; text, HL7 lines, a FHIR document, a DICOM structured report and an encapsulated PDF come out.
"""
