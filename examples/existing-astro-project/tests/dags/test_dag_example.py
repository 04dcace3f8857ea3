"""Tests of the example DAG."""
