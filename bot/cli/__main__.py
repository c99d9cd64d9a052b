"""`python -m bot.cli` is `motcua`."""

from bot.cli import main

main()
