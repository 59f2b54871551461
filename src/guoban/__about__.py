"""The version, apart from the package so that building needs no imports."""

version = "0.1.0"
