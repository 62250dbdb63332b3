"""DICOMweb (PS3.18): QIDO-RS and WADO-RS over the archive's index and blobs. Edges only; STOW-RS is intake's."""
