"""What DICOM says, as pure functions: headers, times, identity, pixels. Imports no Django."""
