"""A simulated referring site: it makes studies that look like anatomy and sends them by C-STORE."""
