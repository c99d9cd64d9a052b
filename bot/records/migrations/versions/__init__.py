"""One module a step; `revision` and `down_revision` give their order."""
