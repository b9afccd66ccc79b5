"""The weights and vocabularies that ship with the package; loaded through `sayso.engines`, never at import."""
