"""Tests of asking back what decides an answer."""
