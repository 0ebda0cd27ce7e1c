"""Speed and memory, each as a ratio against a named rival in the same run. Never part of the tests."""
