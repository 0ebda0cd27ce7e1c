"""Confirmatory factor analysis: models in lavaan's syntax, equal to lavaan."""
