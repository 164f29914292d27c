"""The engine of the search: from the terms of a question to scored documents, in NumPy arrays.

`postings` finds candidates, `units` and `features` look at them closely, `model` weighs what was
seen. It knows texts and numbers only; articles and offices are `knowledge.search`'s business.
"""
