"""Prices, the ledger and the documents for those who may see them."""
