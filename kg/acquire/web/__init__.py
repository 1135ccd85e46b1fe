"""Fetching from the web: politely, within limits, and from public addresses only."""
