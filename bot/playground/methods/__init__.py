"""What a bot may call: one file per group of Bot API methods, all listed in `index.py`.

Each method is `(state, parameters) -> result` and raises `errors.ApiError` as the Bot API would.
"""
