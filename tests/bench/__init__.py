"""`make bench`: answers a second and waiting times of Amaryar beside a bare echo bot.

Absolute figures say little about another machine; the ratios, taken side by side in one run,
do. Nothing here is a test, and nothing is asserted.
"""
