"""Who said what by learned models: segments in three roles, and which of them belong together."""
