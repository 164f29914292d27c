"""Tests of Amaryar.

The folders mirror the house; `stories` tells what people see, `properties` what always holds,
`house` guards the rules of the house itself.
"""
