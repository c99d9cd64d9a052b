"""The methods of the Bot API, by concern; each class lists the ones it offers."""
