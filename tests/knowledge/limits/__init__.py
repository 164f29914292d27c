"""Tests of what cannot be had, and why."""
