"""The private chat.

Who one is: `welcome`; asking: `ask` and `browse`; own cases: `tickets`; where a message belongs
when it is none of these: `inbox`.
"""
