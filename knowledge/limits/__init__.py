"""What cannot be had of what a question asks for, why, and what is there instead.

`finder` compares what is asked with what an article covers; it says nothing itself.
"""
