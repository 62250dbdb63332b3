"""PDF answers."""

from django.http import HttpResponse


def pdf_response(content: bytes, *, name: str) -> HttpResponse:
    """A PDF that the browser shows and no cache keeps; ``name`` holds no patient's name."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
