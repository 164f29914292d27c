"""Tests of the running program, one file per source file."""
