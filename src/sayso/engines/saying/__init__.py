"""Who says what by learned models: what they read, how scores become segments, and which segments belong together.

No weights and no runtime in here: training and `sayso.engines.saying_onnx` share it.
"""
