"""The search measured: query sets over any handbook, asked of ours and of its peers in a real browser."""
