"""Invoices and credit notes as PDF, XLSX and CSV. Pure: values in, bytes out."""

from apps.billing.documents.page import Paper, PaperLine
from apps.billing.documents.pdf import render_pdf
from apps.billing.documents.tables import as_csv, as_xlsx

__all__ = ["Paper", "PaperLine", "as_csv", "as_xlsx", "render_pdf"]
