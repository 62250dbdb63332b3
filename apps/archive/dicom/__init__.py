"""What DICOM says, as pure functions: headers, Part 10, times, identity, pixels. Imports no Django."""
