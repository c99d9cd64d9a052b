"""One module for each thing a person can do; each topic is `Turn -> Outcome` and keeps nothing."""
