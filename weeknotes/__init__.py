"""A static-site generator for working in the open: weeknotes and case studies."""

__version__ = "0.1.0"
