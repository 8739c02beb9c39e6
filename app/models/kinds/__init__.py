"""The record kinds, one module per part of the work."""
