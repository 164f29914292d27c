"""What a question asks for besides its subject: indicator, place, period, level, breakdown.

`values` is what others use: a question read once, for answers and for the data request alike.
"""
