"""C-STORE from the wire to a file on disk. Knows DICOM and sockets, not the database."""
