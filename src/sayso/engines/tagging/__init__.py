"""What the tagger of sources, cues and contents reads and how its scores become segments; no weights, no runtime."""
