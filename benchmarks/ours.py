"""`python -m benchmarks.ours`: what `motcua run` does, without Telegram's pace; the settings are in the environment."""

import asyncio

from benchmarks.pace import take_off
from bot import config, service


def main() -> None:
    """Serves until it is told to stop; prints where, once it answers."""
    take_off()
    settings = config.load(None)
    service.log_to_stderr(settings)
    asyncio.run(service.serve(settings, service.clock(None), lambda address: print(address, flush=True)))


if __name__ == "__main__":
    main()
