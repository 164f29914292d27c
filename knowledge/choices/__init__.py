"""Asking back: a question that leaves open what decides its answer gets choices, once.

Which questions, and which choices, is content (`choices.toml`); `rules` decides.
"""
