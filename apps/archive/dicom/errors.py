"""The two ways in which an object can defeat us, each with codes of lasting meaning."""


class UnreadableObject(Exception):
    """The bytes are no DICOM data set that can be indexed.

    `code` is one of: `not_dicom`, `empty`, `truncated`, `malformed`, `nested_too_deep`,
    `too_many_elements`, `too_many_fragments`, `inflates_too_large`, `unsupported_transfer_syntax`.
    `detail` names tags and offsets, never a value.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class UndecodablePixels(Exception):
    """The pixel data cannot be delivered, decoded or rendered.

    `code` is one of: `no_pixel_data`, `no_such_frame`, `frames_unresolved`, `truncated`,
    `unsupported_transfer_syntax`, `unsupported_format`, `codec_failed`.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
