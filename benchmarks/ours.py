"""`python -m benchmarks.ours`: what `motcua run` does, without Telegram's pace; the settings are in the environment."""

import asyncio

from benchmarks.pace import take_off
from bot import config, service
from bot.logs import to_stderr


def main() -> None:
    """Serves until it is told to stop; prints where, once it answers."""
    take_off()
    settings = config.load(None)
    to_stderr(settings.log.level, config.secrets_in(settings))
    asyncio.run(service.serve(settings, service.clock(None), lambda address: print(address, flush=True)))


if __name__ == "__main__":
    main()
