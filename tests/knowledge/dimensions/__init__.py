"""Tests of what a question asks for."""
